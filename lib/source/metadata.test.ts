import { describe, expect, test } from "vitest";
import { Field } from "./field.ts";
import { sourceOf } from "./fixture.ts";
import { checkMetadata, namespacedRef } from "./metadata.ts";
import { ProblemList } from "./problem.ts";

const TYPE = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" };
const root = (value: unknown, problems = new ProblemList(sourceOf(value))) => new Field(value, [], problems);

describe("whose object it is", () => {
  test.each([
    { name: "name and namespace", metadata: { name: "p", namespace: "a" }, ref: { namespace: "a", name: "p" } },
    { name: "V2: no namespace is default", metadata: { name: "p" }, ref: { namespace: "default", name: "p" } },
    { name: "V2: an empty namespace is default", metadata: { name: "p", namespace: "" }, ref: { namespace: "default", name: "p" } },
    { name: "V2: a namespace that is no text is nowhere", metadata: { name: "p", namespace: 5 }, ref: { namespace: "", name: "p" } },
    { name: "a name to be generated", metadata: { generateName: "deny-" }, ref: { namespace: "default", name: "deny-*" } },
    { name: "a name before a generated one", metadata: { name: "p", generateName: "deny-" }, ref: { namespace: "default", name: "p" } },
    { name: "no metadata", metadata: undefined, ref: { namespace: "default", name: "" } },
    { name: "metadata of another type", metadata: ["p"], ref: { namespace: "default", name: "" } },
  ])("$name", ({ metadata, ref }) => {
    expect(namespacedRef(root({ metadata }), TYPE)).toEqual({ ...TYPE, ...ref });
    expect(namespacedRef(root({ apiVersion: "a/v1", kind: "K", metadata }), TYPE)).toEqual({ apiVersion: "a/v1", kind: "K", ...ref });
  });
});

describe("validation", () => {
  const everyField = {
    name: "p", generateName: "p-", namespace: "a", selfLink: "/x", uid: "1", resourceVersion: "2", generation: 3,
    creationTimestamp: null, deletionTimestamp: "2026-01-01T00:00:00Z", deletionGracePeriodSeconds: 0,
    labels: { "app.kubernetes.io/name": "x", empty: "" }, annotations: { "Example.com/note": "any text\n" },
    ownerReferences: [], finalizers: [], managedFields: [],
  };
  test.each([
    { name: "every field that Kubernetes knows", metadata: everyField, errors: [] },
    { name: "V1: no metadata", metadata: undefined, errors: ["name: required"] },
    { name: "V1: no name", metadata: {}, errors: ["name: required"] },
    { name: "V1: an empty name", metadata: { name: "" }, errors: ["name: required"] },
    { name: "V1: a name that is no DNS subdomain", metadata: { name: "My_Policy" }, errors: ["name: invalid"] },
    { name: "V1: a name of 254 characters", metadata: { name: "a".repeat(254) }, errors: ["name: invalid"] },
    { name: "V1: a name that is a number is not missing", metadata: { name: 5 }, errors: ["name: wrong-type"] },
    { name: "V1: generateName may end in a hyphen", metadata: { generateName: "deny-" }, errors: [] },
    { name: "V1: generateName that cannot begin a name", metadata: { generateName: "-deny" }, errors: ["generateName: invalid"] },
    { name: "V2: an invalid namespace", metadata: { name: "p", namespace: "a.b" }, errors: ["namespace: invalid"] },
    { name: "V2: a namespace that is a number", metadata: { name: "p", namespace: 5 }, errors: ["namespace: wrong-type"] },
    { name: "V3: a label key", metadata: { name: "p", labels: { "a b": "x" } }, errors: ["labels.a b: invalid"] },
    { name: "V3: a label value", metadata: { name: "p", labels: { a: "x y" } }, errors: ["labels.a: invalid"] },
    { name: "V3: key and value of one label", metadata: { name: "p", labels: { "-": "-" } }, errors: ["labels.-: invalid", "labels.-: invalid"] },
    { name: "V3: an annotation key", metadata: { name: "p", annotations: { "a b": "x" } }, errors: ["annotations.a b: invalid"] },
    { name: "V3: annotations of 256 KiB in bytes", metadata: { name: "p", annotations: { aa: "ä".repeat(128 * 1024 - 1) } }, errors: [] },
    { name: "V3: annotations of more bytes", metadata: { name: "p", annotations: { aaa: "ä".repeat(128 * 1024 - 1) } }, errors: ["annotations: invalid"] },
    { name: "V18: a label value that is a boolean", metadata: { name: "p", labels: { on: true } }, errors: ["labels.on: wrong-type"] },
    { name: "V18: an annotation that is a number", metadata: { name: "p", annotations: { a: 1 } }, errors: ["annotations.a: wrong-type"] },
    { name: "V18: labels as a list", metadata: { name: "p", labels: ["a"] }, errors: ["labels: wrong-type"] },
    { name: "V18: metadata as a list", metadata: [], errors: [": wrong-type"] },
    { name: "V18: a generation that is a text", metadata: { name: "p", generation: "1" }, errors: ["generation: wrong-type"] },
    { name: "V18: a resourceVersion that is a number", metadata: { name: "p", resourceVersion: 1 }, errors: ["resourceVersion: wrong-type"] },
    { name: "V18: finalizers as a text", metadata: { name: "p", finalizers: "x" }, errors: ["finalizers: wrong-type"] },
    { name: "V18: an unknown field", metadata: { name: "p", label: {} }, errors: ["label: unknown-field"] },
  ])("$name", ({ metadata, errors }) => {
    const problems = new ProblemList(sourceOf(metadata));
    checkMetadata(root(metadata, problems));
    expect(problems.found.map(({ place, rule }) => `${place.path}: ${rule}`)).toEqual(errors);
  });
});
