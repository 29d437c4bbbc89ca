import { describe, expect, test } from "vitest";
import { EVERYTHING, NAME_LABEL, NOTHING } from "#lib/policy/selector.ts";
import { type Naming, OF_LISTS, OF_NAMESPACES, OF_PODS, OF_SERVICE_ACCOUNTS } from "./naming.ts";
import { parseSelector } from "./parse.ts";
import { selectsOutsideNamespaces, toSelector } from "./translate.ts";

function expressionOf(text: string) {
  const parsed = parseSelector(text);
  if (parsed.kind === "fault") throw new Error(parsed.why);
  return parsed.expression;
}

const isIn = (key: string, value: string, of?: "namespace" | "service-account") => ({ operator: "In", key, values: new Set([value]), ...(of && { of }) });

describe("whose label a key is", () => {
  test.each<{ name: string; text: string; naming: Naming; selector: unknown }>([
    { name: "a pod's own", text: "app == 'x'", naming: OF_PODS, selector: [isIn("app", "x")] },
    { name: "pcns. is its namespace's", text: "pcns.team == 'x'", naming: OF_PODS, selector: [isIn("team", "x", "namespace")] },
    { name: "pcsa. is its service account's", text: "pcsa.team == 'x'", naming: OF_PODS, selector: [isIn("team", "x", "service-account")] },
    { name: "the namespace's name", text: "projectcalico.org/namespace == 'x'", naming: OF_PODS, selector: [isIn(NAME_LABEL, "x", "namespace")] },
    { name: "the service account's name", text: "projectcalico.org/serviceaccount == 'x'", naming: OF_PODS, selector: [isIn(NAME_LABEL, "x", "service-account")] },
    { name: "the name among the namespace's labels", text: "pcns.projectcalico.org/name == 'x'", naming: OF_PODS, selector: [isIn(NAME_LABEL, "x", "namespace")] },
    { name: "the name of a namespace", text: "projectcalico.org/name == 'x'", naming: OF_NAMESPACES, selector: [isIn(NAME_LABEL, "x")] },
    { name: "the name of a service account", text: "projectcalico.org/name == 'x'", naming: OF_SERVICE_ACCOUNTS, selector: [isIn(NAME_LABEL, "x", "service-account")] },
    { name: "a pod has no name among its labels", text: "projectcalico.org/name == 'x'", naming: OF_PODS, selector: [isIn("projectcalico.org/name", "x")] },
    { name: "every pod's orchestrator is k8s", text: "projectcalico.org/orchestrator == 'k8s'", naming: OF_PODS, selector: EVERYTHING },
    { name: "and nothing else", text: "projectcalico.org/orchestrator != 'k8s'", naming: OF_PODS, selector: NOTHING },
    { name: "a set has no orchestrator", text: "has(projectcalico.org/orchestrator)", naming: OF_LISTS, selector: [{ operator: "Exists", key: "projectcalico.org/orchestrator" }] },
    { name: "a set has its namespace's labels", text: "pcns.team == 'x'", naming: OF_LISTS, selector: [isIn("team", "x", "namespace")] },
    { name: "all() among namespaces is each", text: "all()", naming: OF_NAMESPACES, selector: EVERYTHING },
    { name: "global() is none of them", text: "global()", naming: OF_NAMESPACES, selector: NOTHING },
    { name: "what is always true leaves the rest", text: "all() && has(a)", naming: OF_PODS, selector: [{ operator: "Exists", key: "a" }] },
    { name: "what is never true leaves nothing", text: "has(a) && !all()", naming: OF_PODS, selector: NOTHING },
    { name: "either of one and nothing is the one", text: "has(a) || !all()", naming: OF_PODS, selector: [{ operator: "Exists", key: "a" }] },
    { name: "either of one and everything is everything", text: "has(a) || all()", naming: OF_PODS, selector: EVERYTHING },
    {
      name: "De Morgan turns && into ||",
      text: "!(a == 'x' && has(b))",
      naming: OF_PODS,
      selector: [{ operator: "AnyOf", alternatives: [[{ operator: "NotIn", key: "a", values: new Set(["x"]) }], [{ operator: "DoesNotExist", key: "b" }]] }],
    },
    {
      name: "De Morgan turns || into &&",
      text: "!(a contains 'x' || b starts with 'y')",
      naming: OF_PODS,
      selector: [{ operator: "Contains", negated: true, key: "a", value: "x" }, { operator: "StartsWith", negated: true, key: "b", value: "y" }],
    },
  ])("$name", ({ text, naming, selector }) => expect(toSelector(expressionOf(text), naming)).toEqual(selector));
});

describe("a namespaceSelector for what is in no namespace", () => {
  test.each([
    { name: "all() means that there is a namespace", text: "all()", selects: false },
    { name: "global() means that there is none", text: "global()", selects: true },
    { name: "a demand fails", text: "team == 'x'", selects: false },
    { name: "a negation holds", text: "team != 'x'", selects: true },
    { name: "a negated has() holds", text: "!has(team)", selects: true },
    { name: "all() beside a negation fails", text: "all() && !has(team)", selects: false },
  ])("$name", ({ text, selects }) => expect(selectsOutsideNamespaces(expressionOf(text))).toBe(selects));
});
