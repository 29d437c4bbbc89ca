import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sourceOf } from "#lib/source/fixture.ts";
import { ingestText } from "./documents/ingest.ts";
import type { ClusterInfo, Fact } from "./facts.ts";
import { ingest } from "./ingest.ts";
import { mergeTwins } from "./merge.ts";
import { manifestsOf } from "./write.ts";
import { OBJECTS } from "./write.fixture.ts";
import { asJson, asYaml } from "./write/text.ts";

const INFO: ClusterInfo = { kind: "cluster", name: "c", podCidrs: [], unreadable: [], resolved: [] };

/** What is told anywhere: where it stood and who wrote it is not what it says, and a policy's text is its own. */
const withoutPlaces = (facts: readonly Fact[]): unknown =>
  facts.map((fact) => JSON.parse(JSON.stringify(fact, (key, value: unknown) => (key === "place" || key === "problems" || key === "text" || key === "author" ? undefined : typeof value === "bigint" ? String(value) : value instanceof Map ? [...value] : value))) as unknown);

/** As a snapshot file has it. The Cluster object is the first. */
function written(facts: readonly Fact[], format: "yaml" | "json" = "yaml") {
  const info = facts.find((fact) => fact.kind === "cluster") ?? INFO;
  const manifests = manifestsOf(facts, info);
  const text = format === "yaml" ? asYaml(manifests) : asJson(manifests);
  return { text, ...ingestText(`f.${format}`, format, text) };
}

const again = (facts: readonly Fact[], format: "yaml" | "json" = "yaml"): unknown => withoutPlaces(written(facts, format).facts.filter((fact) => fact.kind !== "cluster" || facts.some(({ kind }) => kind === "cluster")));

describe("what was read of an object is read again of what is written", () => {
  test.each(Object.entries(OBJECTS))("%s", (_, object) => {
    fc.assert(
      fc.property(object, some("yaml", "json"), (value, format) => {
        const { facts } = ingest(sourceOf(JSON.parse(JSON.stringify(value))));
        expect(again(facts, format)).toEqual(withoutPlaces(facts));
        expect(written(facts, format).text).not.toContain("canary");
      }),
      { numRuns: 200 },
    );
  });

  test("of all objects together, in their order", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(...Object.entries(OBJECTS).filter(([kind]) => !/^(Cluster|DestinationCatalog|WatchList)$/.test(kind)).map(([, object]) => object)), { maxLength: 20 }), (values) => {
        const { facts } = mergeTwins({ facts: values.flatMap((value) => ingest(sourceOf(JSON.parse(JSON.stringify(value)))).facts), problems: [] });
        expect(again(facts)).toEqual(withoutPlaces(facts));
      }),
      { numRuns: 100 },
    );
  });
});

function some<T extends string>(...of: readonly T[]): fc.Arbitrary<T> {
  return fc.constantFrom(...of);
}

const factsIn = (text: string, format: "yaml" | "json" = "yaml"): readonly Fact[] => ingestText("dir/f.yaml", format, text).facts;

describe("what could not be read stays unknown", () => {
  test.each([
    { name: "a broken document that names a policy", text: "kind: NetworkPolicy\n  a: [", group: "networking.k8s.io", kind: "a document that names NetworkPolicy" },
    { name: "a list of Cilium's", text: "kind: CiliumNetworkPolicyList\n  a: [", group: "cilium.io", kind: "a document that names CiliumNetworkPolicyList" },
    { name: "a kind that no dialect reads", text: "kind: EgressFirewall\n  a: [", group: "k8s.ovn.org", kind: "a document that names EgressFirewall" },
    { name: "a policy without an apiVersion", text: "kind: Tier\nmetadata: {name: t}\n", group: "projectcalico.org", kind: "a document that names Tier" },
  ])("$name", ({ text, group, kind }) => {
    const { facts } = written(factsIn(text));
    expect(facts).toMatchObject([{ kind: "cluster", unreadable: [{ group, kind, why: expect.stringMatching(/^it has errors \(f\.yaml line \d\)$/) }] }]);
  });

  test("a policy whose text makes sense only beside another one", () => {
    const item = (name: string, spec: string): string => `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: ${name}, namespace: shop}, spec: ${spec}}`;
    const facts = factsIn(`apiVersion: v1\nkind: List\nitems:\n- ${item("p", "&s {podSelector: {}}")}\n- ${item("q", "*s")}\n`);
    expect(facts.map(({ kind }) => kind)).toEqual(["policy", "policy"]);
    const { facts: back } = written(facts);
    expect(back).toMatchObject([{ kind: "cluster", unreadable: [{ group: "networking.k8s.io", kind: "NetworkPolicy", namespace: "shop", why: "its text could not be captured" }] }, { kind: "policy", reading: { ref: { name: "p" } } }]);
  });

  test("a policy that is rejected for what is not written", () => {
    const policy = JSON.stringify({ apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "p", annotations: { big: "x".repeat(300_000) } }, spec: { podSelector: {} } });
    const facts = factsIn(policy, "json");
    expect(facts).toMatchObject([{ kind: "policy", reading: { kind: "rejected" } }]);
    expect(written(facts).facts).toMatchObject([{ kind: "cluster", unreadable: [{ kind: "NetworkPolicy", namespace: "default" }] }]);
  });

  test("what a Cluster object said, and goes on saying", () => {
    const unreadable = [{ group: "cilium.io", kind: "CiliumNetworkPolicy", namespace: "a", why: "forbidden" }];
    const [cluster] = written(factsIn("kind: Tier\n")).facts;
    expect(cluster).toMatchObject({ unreadable: [{ kind: "a document that names Tier" }] });
    expect(written([{ ...INFO, unreadable }, ...factsIn("kind: NetworkPolicy\n")]).facts).toMatchObject([{ unreadable: [unreadable[0], { kind: "a document that names NetworkPolicy" }] }]);
  });
});

describe("policies", () => {
  const np = "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\n";
  const annotated = "metadata:\n  name: p\n  annotations: {kubectl.kubernetes.io/last-applied-configuration: canary}\n  managedFields: [{manager: canary}]\n";
  test.each([
    { name: "with comments and annotations", text: `# canary\n${np}${annotated}spec: {podSelector: {}} # canary\n` },
    { name: "in flow style, which begins like JSON", text: "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: p}, spec: {podSelector: {}}}" },
    { name: "as an item of a typed list", text: "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicyList\nitems:\n- metadata: {name: p}\n  spec: {podSelector: {}}\n" },
    { name: "with an alias of its own", text: `${np}metadata: {name: p, labels: &l {a: b}}\nspec: {podSelector: {matchLabels: *l}}\n` },
    { name: "that is rejected", text: `${np}metadata: {name: p}\nspec: {podSelector: {}, policyTypes: [egress]}\n` },
    { name: "with an unknown field", text: `${np}metadata: {name: p}\nspec: {podSelector: {}, foo: 1}\n` },
    { name: "without a name", text: `${np}metadata: {}\nspec: {podSelector: {}}\n` },
    { name: "of a version that no server has", text: "apiVersion: extensions/v1beta1\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: {podSelector: {}}\n" },
    { name: "not judged, of the Baseline tier", text: "apiVersion: policy.networking.k8s.io/v9\nkind: ClusterNetworkPolicy\nmetadata: {name: p}\nspec: {tier: Baseline}\n" },
    { name: "not judged, without effect", text: "apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata: {name: p, annotations: {a: canary}}\nstatus: {a: canary}\n" },
  ])("$name", ({ text }) => {
    const facts = factsIn(text);
    const back = written(facts);
    expect(facts).toHaveLength(1);
    expect(again(facts)).toEqual(withoutPlaces(facts));
    expect(back.text).not.toContain("canary");
    expect(written(back.facts).text).toBe(back.text);
  });
});

test("a workload says whose it is, once; one of which only that is known says nothing else", () => {
  const owner = (name: string): string => `ownerReferences: [{kind: Deployment, name: ${name}, controller: true}]`;
  const set = (name: string, of: string, spec: string): string => `{apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: ${name}, namespace: shop, ${owner(of)}}, spec: ${spec}}`;
  const facts = factsIn([set("a", "x", "{template: {}}"), set("b", "v", "{}"), set("a", "z", "{}")].join("\n---\n"));
  expect(facts.map(({ kind }) => kind)).toEqual(["ownership", "workload", "ownership", "ownership"]);
  const { facts: back, text } = written(facts);
  expect(withoutPlaces(back.slice(1))).toEqual(withoutPlaces(facts));
  expect(text.match(/kind: ReplicaSet/g)).toHaveLength(3);
});

test("the head of the file says what stands in place of what was left out", () => {
  const { text } = written(factsIn('{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{image: i, env: [{name: DATABASE_URL, value: "postgres://u:canary@db/x"}, {name: STATS, value: "udp://stats:8125"}]}]}}'));
  expect(text).toMatch(/^# What Whydrop keeps of a cluster, and nothing else\.(?:.*\n# )*.*stands in WHYDROP_CALLS/);
  expect(text).toContain('    env:\n    - name: WHYDROP_CALLS\n      value: "tcp://db:5432,udp://stats:8125"\n');
  expect(text).not.toContain("canary");
});
