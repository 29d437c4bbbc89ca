import { describe, expect, test } from "vitest";
import { type KindWord, accepted, egress, ingress, readWith, rulesOf } from "./fixture.ts";

const NOTHING = { action: "allow", peers: [] };
const DENY_ALL = { action: "deny", peers: [{ kind: "anyone" }], ports: [{ kind: "anything" }] };

/** Whom the rule would be about if its other parts alone counted. */
const BESIDE = { namespaces: {} };

interface Row {
  readonly name: string;
  readonly kind: KindWord;
  /** What a rule has beside its action. */
  readonly rule: object;
  readonly standing: "certain" | "doubtful";
}

const LIKE_THIS: readonly Row[] = [
  { name: "a peer with an unknown field only", kind: "cnp", rule: { to: [{ services: {} }] }, standing: "doubtful" },
  { name: "such a peer beside another", kind: "cnp", rule: { to: [BESIDE, { services: {} }] }, standing: "doubtful" },
  { name: "sameLabels of early versions", kind: "anp", rule: { to: [{ sameLabels: ["a"] }] }, standing: "doubtful" },
  { name: "a protocol with an unknown field only", kind: "cnp", rule: { protocols: [{ icmp: {} }] }, standing: "doubtful" },
  { name: "a tcp with an unknown field only", kind: "cnp", rule: { protocols: [{ tcp: { sourcePort: 1 } }] }, standing: "doubtful" },
  { name: "a destinationPort with an unknown field only", kind: "cnp", rule: { protocols: [{ tcp: { destinationPort: { name: "http" } } }] }, standing: "doubtful" },
  { name: "a port with an unknown field only", kind: "anp", rule: { ports: [{ port: 80 }] }, standing: "doubtful" },
  { name: "a protocol's name that nobody knows", kind: "anp", rule: { ports: [{ portNumber: { protocol: "ICMP", port: 1 } }] }, standing: "certain" },
  { name: "an empty named port", kind: "cnp", rule: { protocols: [{ destinationNamedPort: "" }] }, standing: "certain" },
  { name: "an operator that selectors do not have", kind: "cnp", rule: { to: [{ namespaces: { matchExpressions: [{ key: "a", operator: "Gt", values: ["1"] }] } }] }, standing: "certain" },
  { name: "In without values", kind: "anp", rule: { to: [{ pods: { namespaceSelector: {}, podSelector: { matchExpressions: [{ key: "a", operator: "In" }] } } }] }, standing: "certain" },
  { name: "Exists with values", kind: "cnp", rule: { to: [{ nodes: { matchExpressions: [{ key: "a", operator: "Exists", values: ["b"] }] } }] }, standing: "certain" },
  { name: "a label value that is none", kind: "cnp", rule: { to: [{ namespaces: { matchLabels: { a: "b c" } } }] }, standing: "certain" },
];

describe.each(LIKE_THIS)("$name", ({ kind, rule, standing }) => {
  test.each([
    { action: kind === "cnp" ? "Accept" : "Allow", means: NOTHING, effect: "ignored" },
    { action: "Deny", means: DENY_ALL, effect: "invalid" },
    { action: "Pass", means: DENY_ALL, effect: "invalid" },
  ])("under $action", ({ action, means, effect }) => {
    const policy = accepted(kind, egress(action, rule));
    expect(policy).toMatchObject({ standing, egress: { rules: [means] } });
    expect(policy.needs).toBeUndefined();
    const { problems } = readWith(kind, egress(action, rule));
    expect(rulesOf(problems, "warning")).toContain(`spec.egress[0]: ${effect}`);
    expect(problems.filter(({ severity }) => severity === "error").every((error) => error.rule === "unknown-field")).toBe(true);
  });
});

test.each([
  { name: "networks in an ingress peer", kind: "cnp" as const, spec: ingress("Deny", { from: [{ networks: ["10.0.0.0/8"] }] }), error: "spec.ingress[0].from[0].networks: unknown-field" },
  { name: "domainNames in a BaselineAdminNetworkPolicy", kind: "banp" as const, spec: egress("Deny", { to: [{ domainNames: ["a.io"] }] }), error: "spec.egress[0].to[0].domainNames: unknown-field" },
])("$name is an unknown field", ({ kind, spec, error }) => {
  const reading = readWith(kind, spec);
  expect(rulesOf(reading.problems)).toEqual([error]);
  expect(reading).toMatchObject({ kind: "accepted", policies: [{ standing: "doubtful" }] });
});

test("an unknown field beside a known one is dropped, and the rule means the known one", () => {
  expect(accepted("cnp", egress("Deny", { to: [{ namespaces: {}, services: {} }] }))).toMatchObject({ standing: "doubtful", egress: { rules: [{ action: "deny", peers: [{ kind: "pods" }] }] } });
});

test("only the rule with the part fails closed", () => {
  const policy = accepted("cnp", { egress: [{ action: "Pass", to: [{ services: {} }] }, { action: "Accept", to: [{ namespaces: {} }] }] });
  expect(policy.egress?.rules).toMatchObject([DENY_ALL, { action: "allow", peers: [{ kind: "pods" }] }]);
});

test("a subject that nobody can read rejects the policy: nobody could say whom it is about", () => {
  const reading = readWith("cnp", { subject: { pods: { namespaceSelector: { matchLabels: { a: "b" } }, podSelector: { matchExpressions: [{ key: "a", operator: "Lt" }] } } } });
  expect(reading).toMatchObject({ kind: "rejected", touches: [{ kind: "pods", namespace: "", subject: { namespaces: { selector: [{ key: "a" }] }, pods: [] } }] });
  expect(reading.problems).toMatchObject([
    {
      severity: "error",
      message: "`Lt` is not a valid selector operator: use `In`, `NotIn`, `Exists` or `DoesNotExist` (the API server does not check this, and no implementation can read it)",
      object: { name: "default" },
    },
  ]);
});
