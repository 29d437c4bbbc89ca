import { expect, test } from "vitest";
import type { Manifest } from "#lib/cluster/write/manifest.ts";
import { bodyOf, manifestOf, markOf } from "./body.ts";

const of = (more: object): Manifest => ({ apiVersion: "v1", kind: "Pod", metadata: { name: "x" }, ...more });

test.each([
  { name: "a short one as it is", manifest: of({ spec: { b: 1, a: "ü" } }), content: '{"apiVersion":"v1","kind":"Pod","metadata":{"name":"x"},"spec":{"b":1,"a":"ü"}}' },
  { name: "a long one deflated", manifest: of({ spec: { text: "abc ".repeat(1_000) } }), content: expect.stringMatching(/^z[A-Za-z0-9+/=]{20,200}$/) as string },
])("$name, and read back the same", ({ manifest, content }) => {
  const body = bodyOf(manifest);
  expect(body.content).toEqual(content);
  expect(manifestOf(body.content)).toEqual(manifest);
});

test("the order of keys makes no other body; a value does", () => {
  expect(bodyOf(of({ spec: { a: 1, b: 2 } })).hash).toBe(bodyOf(of({ spec: { b: 2, a: 1 } })).hash);
  expect(bodyOf(of({ spec: { a: 1 } })).hash).not.toBe(bodyOf(of({ spec: { a: 2 } })).hash);
});

test("why a kind cannot be read makes another body of the Cluster object, and no other mark", () => {
  const cluster = (why: string): Manifest => ({ ...of({ spec: { unreadable: [{ group: "", kind: "Pod", why }] } }), kind: "Cluster" });
  const [one, other] = [cluster("forbidden"), cluster("no answer")];
  expect([bodyOf(one).hash === bodyOf(other).hash, markOf(one) === markOf(other)]).toEqual([false, true]);
});
