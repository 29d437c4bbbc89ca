import { expect, test } from "vitest";
import { jsonPatch } from "./jsonpatch.ts";
import type { Json, JsonObject } from "./object.ts";
import { mergePatch, strategicMergePatch } from "./patch.ts";

/** The examples of RFC 7386, appendix A. */
test.each<{ target: Json; patch: Json; merged: Json }>([
  { target: { a: "b" }, patch: { a: "c" }, merged: { a: "c" } },
  { target: { a: "b" }, patch: { b: "c" }, merged: { a: "b", b: "c" } },
  { target: { a: "b", b: "c" }, patch: { a: null }, merged: { b: "c" } },
  { target: { a: ["b"] }, patch: { a: "c" }, merged: { a: "c" } },
  { target: { a: { b: "c" } }, patch: { a: { b: "d", c: null } }, merged: { a: { b: "d" } } },
  { target: { a: [{ b: "c" }] }, patch: { a: [1] }, merged: { a: [1] } },
  { target: ["a", "b"], patch: { a: "b" }, merged: { a: "b" } },
  { target: { e: null }, patch: { a: 1 }, merged: { e: null, a: 1 } },
  { target: {}, patch: { a: { bb: { ccc: null } } }, merged: { a: { bb: {} } } },
])("merge patch: $target with $patch", ({ target, patch, merged }) => {
  expect(mergePatch(target, patch)).toEqual(merged);
});

test("a merge patch names what every object of the language has", () => {
  expect(mergePatch(JSON.parse('{"labels":{"constructor":"a"}}') as Json, JSON.parse('{"labels":{"__proto__":"b"}}') as Json)).toEqual(JSON.parse('{"labels":{"constructor":"a","__proto__":"b"}}'));
});

const containers = (...list: readonly JsonObject[]): JsonObject => ({ spec: { containers: list } });

test.each<{ name: string; kind: string; target: JsonObject; patch: JsonObject; merged: JsonObject }>([
  { name: "containers are merged by name", kind: "Pod", target: containers({ name: "a", image: "1" }, { name: "b" }), patch: containers({ name: "a", image: "2" }), merged: containers({ name: "a", image: "2" }, { name: "b" }) },
  { name: "a new one is put behind", kind: "Pod", target: containers({ name: "a" }), patch: containers({ name: "b" }), merged: containers({ name: "a" }, { name: "b" }) },
  { name: "$patch: delete takes one away", kind: "Pod", target: containers({ name: "a" }, { name: "b" }), patch: containers({ name: "a", $patch: "delete" }), merged: containers({ name: "b" }) },
  { name: "$patch: replace replaces all", kind: "Pod", target: containers({ name: "a" }), patch: containers({ $patch: "replace" }, { name: "b" }), merged: containers({ name: "b" }) },
  { name: "a container's variables are merged by name", kind: "Pod", target: containers({ name: "a", env: [{ name: "X", value: "1" }] }), patch: containers({ name: "a", env: [{ name: "Y", value: "2" }] }), merged: containers({ name: "a", env: [{ name: "X", value: "1" }, { name: "Y", value: "2" }] }) },
  { name: "a workload's containers stand in its template", kind: "Deployment", target: { spec: { template: containers({ name: "a" }) } }, patch: { spec: { template: containers({ name: "b" }) } }, merged: { spec: { template: containers({ name: "a" }, { name: "b" }) } } },
  { name: "a policy's rules are replaced as a whole", kind: "NetworkPolicy", target: { spec: { ingress: [{ ports: [{ port: 80 }] }] } }, patch: { spec: { ingress: [{}] } }, merged: { spec: { ingress: [{}] } } },
  { name: "finalizers are a set", kind: "Pod", target: { metadata: { finalizers: ["a"] } }, patch: { metadata: { finalizers: ["a", "b"] } }, merged: { metadata: { finalizers: ["a", "b"] } } },
  { name: "$deleteFromPrimitiveList", kind: "Pod", target: { metadata: { finalizers: ["a", "b"] } }, patch: { metadata: { "$deleteFromPrimitiveList/finalizers": ["a"] } }, merged: { metadata: { finalizers: ["b"] } } },
  { name: "$setElementOrder orders the list", kind: "Service", target: { spec: { ports: [{ port: 1 }, { port: 2 }] } }, patch: { spec: { "$setElementOrder/ports": [{ port: 2 }, { port: 1 }] } }, merged: { spec: { ports: [{ port: 2 }, { port: 1 }] } } },
  { name: "$retainKeys drops the others", kind: "Pod", target: { spec: { volumes: [{ name: "v", emptyDir: {} }] } }, patch: { spec: { volumes: [{ $retainKeys: ["name", "secret"], name: "v", secret: { secretName: "s" } }] } }, merged: { spec: { volumes: [{ name: "v", secret: { secretName: "s" } }] } } },
  { name: "null removes", kind: "Pod", target: { metadata: { labels: { a: "1", b: "2" } } }, patch: { metadata: { labels: { a: null } } }, merged: { metadata: { labels: { b: "2" } } } },
  { name: "an object is replaced by $patch: replace", kind: "NetworkPolicy", target: { spec: { podSelector: { matchLabels: { a: "b" } } } }, patch: { spec: { podSelector: { $patch: "replace" } } }, merged: { spec: { podSelector: {} } } },
])("strategic merge patch: $name", ({ kind, target, patch, merged }) => {
  expect(strategicMergePatch(kind, target, patch)).toEqual(merged);
});

/** Of the examples of RFC 6902, appendix A. */
test.each<{ name: string; target: Json; operation: JsonObject; patched: Json }>([
  { name: "adding a member", target: { foo: "bar" }, operation: { op: "add", path: "/baz", value: "qux" }, patched: { foo: "bar", baz: "qux" } },
  { name: "adding an element", target: { foo: ["bar", "baz"] }, operation: { op: "add", path: "/foo/1", value: "qux" }, patched: { foo: ["bar", "qux", "baz"] } },
  { name: "adding at the end", target: { foo: ["bar"] }, operation: { op: "add", path: "/foo/-", value: "qux" }, patched: { foo: ["bar", "qux"] } },
  { name: "removing a member", target: { baz: "qux", foo: "bar" }, operation: { op: "remove", path: "/baz" }, patched: { foo: "bar" } },
  { name: "removing an element", target: { foo: ["bar", "qux", "baz"] }, operation: { op: "remove", path: "/foo/1" }, patched: { foo: ["bar", "baz"] } },
  { name: "replacing a value", target: { foo: ["bar"] }, operation: { op: "replace", path: "/foo/0", value: "boo" }, patched: { foo: ["boo"] } },
  { name: "moving a value", target: { foo: { bar: "baz" }, qux: {} }, operation: { op: "move", from: "/foo/bar", path: "/qux/thud" }, patched: { foo: {}, qux: { thud: "baz" } } },
  { name: "copying a value", target: { foo: "bar" }, operation: { op: "copy", from: "/foo", path: "/baz" }, patched: { foo: "bar", baz: "bar" } },
  { name: "a slash and a tilde in a key", target: { "a/b~c": 1 }, operation: { op: "replace", path: "/a~1b~0c", value: 2 }, patched: { "a/b~c": 2 } },
  { name: "a test that holds", target: { foo: { a: 1, b: 2 } }, operation: { op: "test", path: "/foo", value: { b: 2, a: 1 } }, patched: { foo: { a: 1, b: 2 } } },
])("JSON patch: $name", ({ target, operation, patched }) => {
  expect(jsonPatch(target, [operation])).toEqual(patched);
});

test.each<{ name: string; operation: JsonObject; message: string }>([
  { name: "a test that does not hold", operation: { op: "test", path: "/foo", value: 2 }, message: "testing path /foo value failed" },
  { name: "to remove what is not there", operation: { op: "remove", path: "/bar" }, message: "the path has no `bar`" },
  { name: "to replace what is not there", operation: { op: "replace", path: "/toString", value: 1 }, message: "the path has no `toString`" },
  { name: "to add below nothing", operation: { op: "add", path: "/bar/baz", value: 1 }, message: "the path has no `bar`" },
  { name: "to add beyond a list", operation: { op: "add", path: "/list/2", value: 1 }, message: "there is no place `2` in a list of 1" },
  { name: "an operation that there is not", operation: { op: "frob", path: "/foo" }, message: "unexpected operation frob" },
])("JSON patch refuses $name", ({ operation, message }) => {
  expect(() => jsonPatch({ foo: 1, list: [1] }, [operation])).toThrow(message);
});
