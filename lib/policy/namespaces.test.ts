import { describe, expect, test } from "vitest";
import { space } from "./fixture.ts";
import { matchNamespace } from "./namespaces.ts";
import { NAME_LABEL, type Requirement, type Selector } from "./selector.ts";

const named = (...names: readonly string[]): Requirement => ({ operator: "In", key: NAME_LABEL, values: new Set(names) });
const notNamed = (name: string): Requirement => ({ operator: "NotIn", key: NAME_LABEL, values: new Set([name]) });
const isIn: Requirement = { operator: "In", key: "env", values: new Set(["prod"]) };
const notIn: Requirement = { operator: "NotIn", key: "env", values: new Set(["prod"]) };
const exists: Requirement = { operator: "Exists", key: "env" };
const absent: Requirement = { operator: "DoesNotExist", key: "team" };

test.each([
  { name: "its own name", match: "a", expected: "yes" },
  { name: "another name", match: "b", expected: "no" },
])("a policy's own namespace is known by name: $name", ({ match, expected }) => {
  expect(matchNamespace({ kind: "named", name: match }, space("a", {}, false))).toEqual({ match: expected, missing: [], assumed: [] });
});

/** `unseen`: where the input has no object for the namespace. */
describe.each<{ name: string; selector: Selector; seen: "yes" | "no"; unseen: "yes" | "no" | "maybe"; key?: string }>([
  { name: "the empty selector", selector: [], seen: "yes", unseen: "yes" },
  { name: "its name among others", selector: [named("x", "a")], seen: "yes", unseen: "yes" },
  { name: "another name", selector: [named("b")], seen: "no", unseen: "no" },
  { name: "not its name", selector: [notNamed("a")], seen: "no", unseen: "no" },
  { name: "not another's name", selector: [notNamed("b")], seen: "yes", unseen: "yes" },
  { name: "the name's label exists", selector: [{ operator: "Exists", key: NAME_LABEL }], seen: "yes", unseen: "yes" },
  { name: "the name's label does not exist", selector: [{ operator: "DoesNotExist", key: NAME_LABEL }], seen: "no", unseen: "no" },
  { name: "a label's value: taken not to hold", selector: [isIn], seen: "yes", unseen: "no", key: "env" },
  { name: "a label's key: taken not to hold", selector: [exists], seen: "yes", unseen: "no", key: "env" },
  { name: "not a label's value: nobody knows", selector: [notIn], seen: "no", unseen: "maybe", key: "env" },
  { name: "no such label: nobody knows", selector: [absent], seen: "yes", unseen: "maybe", key: "team" },
  { name: "a demand beside an absence: the demand fails already", selector: [absent, isIn], seen: "yes", unseen: "no", key: "env" },
  { name: "another name beside an absence: decided by the name", selector: [absent, named("b")], seen: "no", unseen: "no" },
  { name: "its name beside an absence: still nobody knows", selector: [named("a"), absent], seen: "yes", unseen: "maybe", key: "team" },
  { name: "its name beside a demand", selector: [named("a"), isIn], seen: "yes", unseen: "no", key: "env" },
])("$name", ({ selector, seen, unseen, key }) => {
  const match = { kind: "selected", selector } as const;
  test("with an object", () => expect(matchNamespace(match, space("a", { env: "prod" }))).toEqual({ match: seen, missing: [], assumed: [] }));
  test("without an object", () => {
    const { match: found, missing, assumed } = matchNamespace(match, space("a", {}, false));
    expect(found).toBe(unseen);
    expect(missing).toEqual(unseen === "maybe" ? [{ kind: "labels", of: "namespace", name: "a", key }] : []);
    expect(assumed).toEqual(unseen === "no" && key !== undefined ? [{ kind: "without-object", of: "namespace", name: "a", key }] : []);
  });
});
