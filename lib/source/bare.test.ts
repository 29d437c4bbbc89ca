import { describe, expect, test } from "vitest";
import { bare, faultyAnnotations } from "./bare.ts";

const secret = "s3cret";

test("of an object from a server its name, labels and body are left, in the order in which people write them", () => {
  const metadata = {
    annotations: { "kubectl.kubernetes.io/last-applied-configuration": `{"x":"${secret}"}` }, creationTimestamp: "2026-01-01T00:00:00Z", deletionTimestamp: null, deletionGracePeriodSeconds: 30,
    finalizers: [secret], generation: 3, labels: { app: "web" }, managedFields: [{ manager: secret }], name: "p", namespace: "a", ownerReferences: [{ name: secret }], resourceVersion: "7", selfLink: "/x", uid: secret,
  };
  const left = bare({ spec: { podSelector: {} }, status: { x: secret }, metadata, kind: "NetworkPolicy", apiVersion: "networking.k8s.io/v1" });
  expect(JSON.stringify(left)).toBe('{"apiVersion":"networking.k8s.io/v1","kind":"NetworkPolicy","metadata":{"labels":{"app":"web"},"name":"p","namespace":"a"},"spec":{"podSelector":{}}}');
});

describe("what an API server finds fault with stays, without what it says", () => {
  test.each([
    { name: "a field that metadata does not have", metadata: { lables: { a: secret } }, left: { lables: {} } },
    { name: "one that says nothing", metadata: { lables: null }, left: { lables: null } },
    { name: "a text where a list belongs", metadata: { managedFields: secret }, left: { managedFields: "" } },
    { name: "a list where a text belongs", metadata: { uid: [secret] }, left: { uid: [] } },
    { name: "a number that is not whole", metadata: { generation: 1.5 }, left: { generation: 0.5 } },
    { name: "a number where a text belongs", metadata: { resourceVersion: 7 }, left: { resourceVersion: 0.5 } },
    { name: "an annotation that is no text", metadata: { annotations: { a: 1, b: true, c: [secret], d: { e: secret }, f: secret } }, left: { annotations: { a: 0.5, b: false, c: [], d: {} } } },
    { name: "an annotation with a key that is none", metadata: { annotations: { "a b": secret } }, left: { annotations: { "a b": "" } } },
    { name: "annotations that are no map", metadata: { annotations: secret }, left: { annotations: "" } },
    { name: "metadata that is no map", metadata: secret, left: "" },
    { name: "labels of the wrong type, as they are", metadata: { labels: { a: 1 } }, left: { labels: { a: 1 } } },
    { name: "not null in place of a value", metadata: { annotations: null, uid: null, generation: null, finalizers: null }, left: {} },
  ])("$name", ({ metadata, left }) => expect(bare({ metadata })).toEqual({ metadata: left }));

  test("annotations that an API server takes are all left out", () => {
    expect([faultyAnnotations({ "Example.com/Note": secret, b: null }), faultyAnnotations(undefined), faultyAnnotations(null)]).toEqual([undefined, undefined, undefined]);
  });
});

test("what nests deeper than any API is cut", () => {
  let deep: unknown = secret;
  for (let level = 0; level < 100_000; level++) deep = { deep };
  const left = JSON.stringify(bare({ spec: deep }));
  expect(left).not.toContain(secret);
  expect(left).toMatch(/^\{"spec":(\{"deep":){64}"nested deeper than 64 levels"\}{64}\}$/);
});

test("keys that are properties of every object are keys like others", () => {
  const given = JSON.parse('{"__proto__":{"a":1},"constructor":{"toString":2},"metadata":{"labels":{"__proto__":"x"},"hasOwnProperty":1}}') as Record<string, unknown>;
  expect(JSON.stringify(bare(given))).toBe('{"metadata":{"labels":{"__proto__":"x"},"hasOwnProperty":0.5},"__proto__":{"a":1},"constructor":{"toString":2}}');
});
