import { describe, expect, test } from "vitest";
import { EVERYTHING } from "#lib/policy/selector.ts";
import { NETWORK_POLICY } from "#lib/policy/standardtiers.ts";
import { policyWith, readObject, readSpecOf, rulesOf } from "./fixture.ts";

const REF = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", namespace: "a", name: "p" };
const APP_X = { operator: "In", key: "app", values: new Set(["x"]) };

test("an accepted policy says who it is, where it stands and whom it selects", () => {
  const reading = readSpecOf({ podSelector: { matchLabels: { app: "x" } } });
  expect(reading).toEqual({
    kind: "accepted",
    ref: REF,
    problems: [],
    doubts: [],
    policies: [{
      ref: REF,
      place: { file: "policy.yaml", line: 1, path: "" },
      tier: NETWORK_POLICY,
      rank: 0,
      subject: { namespaces: { kind: "named", name: "a" }, pods: [APP_X] },
      ingress: { isolates: true, rules: [] },
      standing: "certain",
    }],
  });
});

test("the tier is a union that denies at its end and spares the own node", () => {
  expect(NETWORK_POLICY).toMatchObject({ name: "NetworkPolicy", position: 1_000_000, order: "union", end: "deny", sparesOwnNode: true });
});

describe("unknown fields", () => {
  const object = policyWith({});
  test.each([
    { name: "of the object", value: { ...object, extra: 1 }, path: "extra" },
    { name: "of metadata", value: { ...object, metadata: { name: "p", namespce: "a" } }, path: "metadata.namespce" },
    { name: "trap 14: of spec", value: policyWith({ podselector: { matchLabels: { app: "x" } } }), path: "spec.podselector" },
    { name: "trap 13: of a rule", value: policyWith({ ingress: [{ form: [{ podSelector: {} }] }] }), path: "spec.ingress[0].form" },
    { name: "from in an egress rule", value: policyWith({ egress: [{ from: [] }] }), path: "spec.egress[0].from" },
    { name: "to in an ingress rule", value: policyWith({ ingress: [{ to: [] }] }), path: "spec.ingress[0].to" },
    { name: "of a peer", value: policyWith({ ingress: [{ from: [{ podSelector: {}, name: "x" }] }] }), path: "spec.ingress[0].from[0].name" },
    { name: "of an ipBlock", value: policyWith({ ingress: [{ from: [{ ipBlock: { cidr: "::/0", excpet: [] } }] }] }), path: "spec.ingress[0].from[0].ipBlock.excpet" },
    { name: "of a port", value: policyWith({ ingress: [{ ports: [{ Port: 80 }] }] }), path: "spec.ingress[0].ports[0].Port" },
    { name: "of a selector", value: policyWith({ podSelector: { app: "x" } }), path: "spec.podSelector.app" },
    { name: "of a requirement", value: policyWith({ podSelector: { matchExpressions: [{ key: "a", operator: "Exists", value: "x" }] } }), path: "spec.podSelector.matchExpressions[0].value" },
    { name: "named constructor", value: policyWith({ constructor: {} }), path: "spec.constructor" },
    { name: "named __proto__", value: policyWith(JSON.parse('{"__proto__": {}}')), path: "spec.__proto__" },
  ])("$name leave the policy in doubt", ({ value, path }) => {
    const reading = readObject(value);
    expect(reading).toMatchObject({ kind: "accepted", policies: [{ standing: "doubtful" }] });
    expect(rulesOf(reading.problems)).toEqual([`${path}: unknown-field`]);
  });

  test("trap 13: a dropped from leaves a rule for everyone", () => {
    expect(readSpecOf({ ingress: [{ form: [{ podSelector: {} }] }] })).toMatchObject({
      policies: [{ ingress: { rules: [{ peers: [{ kind: "anyone" }] }] } }],
    });
  });

  test("trap 14: a dropped podSelector selects every pod", () => {
    expect(readSpecOf({ podselector: { matchLabels: { app: "x" } } })).toMatchObject({ policies: [{ subject: { pods: EVERYTHING } }] });
  });

  test("beside another error do not save the policy", () => {
    expect(readSpecOf({ podselector: {}, policyTypes: ["ingress"] }).kind).toBe("rejected");
  });

  test("status is known: old clusters wrote it", () => {
    expect(readObject({ ...policyWith({}), status: { conditions: [] } })).toMatchObject({ policies: [{ standing: "certain" }], problems: [] });
  });
});

describe("whom a rejected policy touches", () => {
  const invalid = { policyTypes: ["ingress"] };
  const subject = (pods: unknown) => ({ namespace: "a", subject: { namespaces: { kind: "named", name: "a" }, pods } });

  test.each([
    { name: "the pods it would have selected", spec: { ...invalid, podSelector: { matchLabels: { app: "x" } } }, touches: subject([APP_X]) },
    { name: "every pod of the namespace without podSelector", spec: invalid, touches: subject([]) },
    { name: "every pod of the namespace where podSelector is no map", spec: { podSelector: "app=x" }, touches: subject([]) },
    { name: "an invalid requirement is left out, which widens", spec: { podSelector: { matchLabels: { app: "x", on: true } } }, touches: subject([APP_X]) },
    {
      name: "values that are partly invalid leave out their requirement",
      spec: { podSelector: { matchExpressions: [{ key: "a", operator: "In", values: ["x", 5] }] } },
      touches: subject([]),
    },
    { name: "values of another type leave out their requirement", spec: { podSelector: { matchExpressions: [{ key: "a", operator: "In", values: "x" }] } }, touches: subject([]) },
  ])("$name", ({ spec, touches }) => {
    expect(readSpecOf(spec)).toMatchObject({ kind: "rejected", touches: [touches] });
  });

  test.each([
    { name: "no DNS label", namespace: "Prod" },
    { name: "no text", namespace: 5 },
  ])("pods of every namespace where its namespace is $name", ({ namespace }) => {
    expect(readObject({ ...policyWith({}), metadata: { name: "p", namespace } })).toMatchObject({
      kind: "rejected",
      touches: [{ kind: "pods", namespace: "", subject: { namespaces: { kind: "selected", selector: [] }, pods: [] } }],
    });
  });
});

describe("apiVersion and kind", () => {
  test.each([
    { apiVersion: "extensions/v1beta1", message: "`extensions/v1beta1` is not served since Kubernetes 1.16: a NetworkPolicy is `networking.k8s.io/v1`" },
    { apiVersion: "networking.k8s.io/v1beta1", message: "`networking.k8s.io/v1beta1` never had this kind: a NetworkPolicy is `networking.k8s.io/v1`" },
    { apiVersion: "apps/v1", message: "`apps/v1` does not have this kind: a NetworkPolicy is `networking.k8s.io/v1`" },
  ])("$apiVersion is rejected aloud", ({ apiVersion, message }) => {
    const reading = readObject({ ...policyWith({}), apiVersion });
    expect(reading.kind).toBe("rejected");
    expect(reading.problems.map((problem) => `${problem.place.path}: ${problem.message}`)).toEqual([`apiVersion: ${message}`]);
  });

  test("another kind is rejected", () => {
    expect(rulesOf(readObject({ ...policyWith({}), kind: "networkpolicy" }).problems)).toEqual(["kind: unsupported-value"]);
  });

  test("an item of a typed list leaves both out", () => {
    expect(readObject({ metadata: { name: "p" } })).toMatchObject({
      kind: "accepted",
      policies: [{ ref: { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", namespace: "default", name: "p" } }],
    });
  });
});
