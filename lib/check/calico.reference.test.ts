import fc from "fast-check";
import { expect, test } from "vitest";
import { ENGINES } from "#lib/policy/engines.ts";
import { type RawCalicoCall, type RawCalicoCluster, type RawCalicoEnd, type RawCalicoPolicy, type RawTier, passes } from "./calico.reference.fixture.ts";
import { calicoDocumentsOf, everyDocument, plainDocumentsOf, policies, situations, storedForm } from "./calico.random.fixture.ts";
import { asking, cluster, contextFrom } from "./fixture.ts";

/** Asks about the pods of `raw` in a cluster that was written down as `documents`. */
function verdicts(raw: RawCalicoCluster, calls: readonly RawCalicoCall[], documents: readonly string[] = everyDocument(raw)): readonly string[] {
  const context = contextFrom(cluster(...documents), { engine: ENGINES.calico });
  const pods: readonly RawCalicoEnd[] = raw.pods;
  const id = (end: RawCalicoEnd): string => ("namespace" in end ? `${end.namespace}/pod/p${pods.indexOf(end)}` : "node" in end ? `node:${end.node}` : `ip:${end.ip}`);
  const target = (end: RawCalicoEnd): string => ("namespace" in end || "node" in end ? id(end) : `[${end.ip}]`);
  return calls.map(({ from, to, port, protocol }) => asking(context, id(from), `${target(to)}:${port}/${protocol}`).folded.verdict);
}

const inJson = (documents: readonly unknown[]): readonly string[] => documents.map((document) => JSON.stringify(document));
const RUNS = { numRuns: 60 };

test("the verdict is that of a second opinion", () => {
  fc.assert(fc.property(situations, ([raw, calls]) => {
    expect(verdicts(raw, calls)).toEqual(calls.map((call) => (passes(raw, call) ? "allow" : "deny")));
  }), { numRuns: 150 });
});

test("the order of documents does not matter", () => {
  const shuffled = situations.chain(([raw, calls]) => {
    const documents = everyDocument(raw);
    return fc.tuple(fc.constant(raw), fc.constant(calls), fc.shuffledSubarray([...documents], { minLength: documents.length }));
  });
  fc.assert(fc.property(shuffled, ([raw, calls, documents]) => {
    expect(verdicts(raw, calls, documents)).toEqual(verdicts(raw, calls));
  }), RUNS);
});

test("what is staged changes nothing", () => {
  const kubernetes = { apiVersion: "projectcalico.org/v3", kind: "StagedKubernetesNetworkPolicy", metadata: { name: "k", namespace: "n1" }, spec: { podSelector: {}, policyTypes: ["Ingress", "Egress"] } };
  fc.assert(fc.property(situations, policies(true), ([raw, calls], staged) => {
    const plain = { ...raw, calico: raw.calico.filter((one) => !one.staged) };
    expect(verdicts(raw, calls, [...everyDocument({ ...plain, calico: [...plain.calico, ...staged] }), ...inJson([kubernetes])])).toEqual(verdicts(raw, calls, everyDocument(plain)));
  }), RUNS);
});

const typed = ({ spec, ...policy }: RawCalicoPolicy): RawCalicoPolicy => ({ ...policy, spec: { ...spec, types: spec.types ?? ["Ingress", "Egress"] } });
const withTypes = (raw: RawCalicoCluster): RawCalicoCluster => ({ ...raw, calico: raw.calico.map(typed) });

test("what is listed under both groups counts once, as it is served", () => {
  fc.assert(fc.property(situations, fc.boolean(), ([raw, calls], storedFirst) => {
    const [served, stored] = [inJson(calicoDocumentsOf(raw)), inJson(calicoDocumentsOf(raw).map(storedForm))];
    const both = storedFirst ? [...stored, ...served] : [...served, ...stored];
    expect(verdicts(raw, calls, [...plainDocumentsOf(raw), ...both])).toEqual(verdicts(raw, calls));
  }), RUNS);
});

test("a stored object says what the served one does where it has types", () => {
  fc.assert(fc.property(situations, ([given, calls]) => {
    // Under its stored name, with the tier's prefix, a policy may change places with Kubernetes' own of the same order.
    const raw = { ...withTypes(given), policies: [] };
    expect(verdicts(raw, calls, [...plainDocumentsOf(raw), ...inJson(calicoDocumentsOf(raw).map(storedForm))])).toEqual(verdicts(raw, calls));
  }), RUNS);
});

test("a stored policy without types limits both directions", () => {
  fc.assert(fc.property(situations, ([given, calls]) => {
    const untyped = given.calico.filter(({ spec }) => spec.types === undefined);
    const raw = { ...given, policies: [], calico: untyped };
    expect(verdicts(raw, calls, [...plainDocumentsOf(raw), ...inJson(calicoDocumentsOf(raw).map(storedForm))])).toEqual(verdicts(raw, calls, everyDocument(withTypes(raw))));
  }), RUNS);
});

const FIRST: RawTier = { name: "zero", order: -10, defaultAction: "Pass" };
const everywhere = (action: "Allow" | "Deny"): RawCalicoPolicy => ({ name: "every", namespace: "", staged: false, spec: { tier: FIRST.name, types: ["Ingress", "Egress"], ingress: [{ action }], egress: [{ action }] } });
const inFirstTier = (raw: RawCalicoCluster, action: "Allow" | "Deny"): RawCalicoCluster => ({ ...raw, tiers: [...raw.tiers, FIRST], calico: [...raw.calico, everywhere(action)] });

test("what the first tier says of everything no later tier changes", () => {
  fc.assert(fc.property(situations, ([raw, calls]) => {
    const comesFromOwnNode = ({ from, to }: RawCalicoCall): boolean => !("namespace" in from) && "node" in from && "node" in to && from.node === to.node;
    expect(verdicts(inFirstTier(raw, "Deny"), calls)).toEqual(calls.map((call) => (call.from === call.to || comesFromOwnNode(call) ? "allow" : "deny")));
    expect(verdicts(inFirstTier(raw, "Allow"), calls)).toEqual(calls.map(() => "allow"));
  }), RUNS);
});
