import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Frozen } from "#lib/api/frozen.ts";
import { type Context } from "#lib/check/context.ts";
import { asking, cluster, contextFrom, namespace, pod, policy, service } from "#lib/check/fixture.ts";
import { canonicalJson } from "#lib/source/canonical.ts";
import { utf8Length } from "#lib/source/utf8.ts";
import { frozenOf } from "./fixture.ts";
import { frozenHtml } from "./html.ts";
import { leave } from "./leave.ts";
import { namesIn } from "./names.ts";
import { preview } from "./preview.ts";

const namesOf = (context: Context, from: string, to: string) => namesIn(context, asking(context, from, to).question, ["shop", "cluster"]);

function without(yaml: string, from: string, to: string): { readonly before: Frozen; readonly after: Frozen; readonly told: string } {
  const context = contextFrom(yaml);
  const before = frozenOf(context, from, to);
  const after = leave(before, ["names"], namesOf(context, from, to));
  // Pictures are percent-encoded in the file.
  return { before, after, told: canonicalJson(after) + decodeURIComponent(frozenHtml(after, { hash: "0" }).replaceAll(/%(?![0-9A-F]{2})/g, "%25")) };
}

/** No word of ours and no part of one: what is found of it is the name itself. */
const name = fc.stringMatching(/^[a-z]{2}q[a-z0-9]{2,6}(?:-[a-z]{2,4}q)?$/);
const address = fc.tuple(fc.integer({ min: 1, max: 250 }), fc.integer({ min: 1, max: 250 })).map(([a, b]) => `10.${a}.${b}.77`);
const someCluster = fc.record({
  names: fc.uniqueArray(name, { minLength: 14, maxLength: 14 }),
  addresses: fc.uniqueArray(address, { minLength: 5, maxLength: 5 }),
  dialect: fc.constantFrom("kubernetes", "cilium", "calico"),
  to: fc.constantFrom("pod", "service", "host", "outside", "nobody"),
});

describe("names are left out", () => {
  test("of any cluster no name and no address is left in any text, picture or file", () => {
    fc.assert(fc.property(someCluster, ({ names, addresses, dialect, to }) => {
      const [ns = "", other = "", web = "", db = "", out = "", inn = "", svc = "", node = "", label = "", value = "", host = "", account = "", tier = "", owner = ""] = names;
      const [webIp = "", dbIp = "", serviceIp = "", nodeIp = "", hostIp = ""] = addresses;
      const rules = {
        kubernetes: policy(`${ns}/${out}`, `podSelector: {matchLabels: {${label}: ${value}}}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: ${dbIp}/16}}, {namespaceSelector: {matchExpressions: [{key: corp.${tier}/x, operator: In, values: [${value}]}]}}], ports: [{port: 5432}]}]`),
        cilium: `{apiVersion: cilium.io/v2, kind: CiliumNetworkPolicy, metadata: {namespace: ${ns}, name: ${out}, annotations: {a: "${account}"}}, spec: {description: "for ${account}", endpointSelector: {}, egress: [{toFQDNs: [{matchName: ${host}.example.org}, {matchPattern: "*.${tier}.example.org"}], toPorts: [{ports: [{port: "443"}]}]}, {toCIDR: [${dbIp}/32]}]}}`,
        calico: `{apiVersion: projectcalico.org/v3, kind: NetworkPolicy, metadata: {namespace: ${ns}, name: ${out}}, spec: {selector: "${label} == '${value}'", types: [Egress], egress: [{action: Allow, destination: {selector: "${label} in {'${tier}', \\"${value}\\"}", nets: [${dbIp}/24]}}]}}`,
      }[dialect];
      const yaml = cluster(
        `# seen by ${account}\n${namespace(ns, `corp.${tier}/x: ${value}`)}`,
        namespace(other),
        pod(`${ns}/${web}`, { labels: `app: ${web}, ${label}: ${value}`, ip: webIp, node, hostIP: nodeIp, owner: `kind: ReplicaSet, name: ${owner}-5d4f`, spec: `serviceAccountName: ${account}` }),
        pod(`${other}/${db}`, { labels: `app: ${db}`, ip: dbIp, node }),
        service(`${other}/${svc}`, `selector: {app: ${db}}, clusterIP: "${serviceIp}", ports: [{port: 5432}]`),
        policy(`${other}/${inn}`, `podSelector: {matchLabels: {app: ${db}}}, policyTypes: [Ingress], ingress: [{from: [{podSelector: {matchLabels: {app: ${web}}}}]}]`),
        `{apiVersion: v1, kind: Node, metadata: {name: ${node}}, status: {addresses: [{type: InternalIP, address: ${nodeIp}}]}}`,
        `{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: c}, spec: {destinations: [{host: ${host}.example.org, addresses: [${hostIp}], ports: [{port: 443}], provider: ${tier}}]}}`,
        rules,
      );
      const target = { pod: `${other}/${db}:5432`, service: `svc:${other}/${svc}:5432`, host: `${host}.example.org:443`, outside: `${hostIp}:443`, nobody: `${other}/${inn}x:80` }[to];
      const { before, after, told } = without(yaml, `${ns}/${web}`, target);
      for (const one of names) expect(told.toLowerCase().includes(one) ? `${one} in …${told.slice(Math.max(0, told.indexOf(one) - 60), told.indexOf(one) + 40)}` : "").toBe("");
      for (const one of addresses) expect(told).not.toMatch(new RegExp(`(?<![\\d.])${one.replaceAll(".", "\\.")}(?!\\d)`));
      expect(after.policies.map(({ yaml }) => yaml === "")).toEqual(before.policies.map(() => false));
      expect(after.check.answer.code).toBe(before.check.answer.code);
      expect(after.check.answer.steps.map(({ code }) => code)).toEqual(before.check.answer.steps.map(({ code }) => code));
    }), { numRuns: 150 });
  });

  const words = cluster(
    namespace("policy"), namespace("any"),
    pod("policy/web", { labels: "app: allow", ip: "10.0.0.1" }),
    pod("any/egress", { labels: "app: egress", ip: "10.0.0.2" }),
    policy("policy/some", "podSelector: {}, policyTypes: [Egress], egress: [{to: [{podSelector: {matchLabels: {app: allow}}}]}]"),
  );

  test("what is called like a word of ours is replaced where it is a name, and our sentences stay", () => {
    const { after, told } = without(words, "policy/web", "any/egress:80");
    expect(after.check.answer.query).toMatchObject({ from: "namespace-1/workload-1", to: "namespace-2/workload-2" });
    expect(after.check.headline).toBe("Blocked by default deny: no rule allows TCP 80 to namespace-2/workload-2 (198.51.100.1)");
    expect(told).not.toMatch(/policy\/web|any\/egress|policy\/some|app: (?:allow|egress)|app=(?:allow|egress)/);
    expect(after.policies[0]?.yaml).toContain("policyTypes:\n  - Egress");
  });

  test("the same thing has the same pseudonym everywhere, and equal documents have equal ones", () => {
    const { after } = without(words, "policy/web", "any/egress:80");
    expect(after.policies.map(({ id }) => id)).toEqual(["namespace-1/policy-1"]);
    expect(after.check.answer.directions.egress.isolatedBy).toEqual(["namespace-1/policy-1"]);
    expect(after.facts.join("")).toMatch(/name: workload-1\n {2}namespace: namespace-1/);
    expect(canonicalJson(without(words, "policy/web", "any/egress:80").after)).toBe(canonicalJson(after));
  });

  test("comments, annotations and descriptions go with the names, and the marked lines are those of the text that is left", () => {
    const context = contextFrom(cluster(namespace("a"), pod("a/web", { ip: "10.0.0.1" }), "# canary one\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata:\n  name: closed # canary two\n  namespace: a\n  annotations: {note: canary three}\nspec:\n  podSelector: {}\n  policyTypes: [Egress]\n  egress:\n  # canary four\n  - to: [{ipBlock: {cidr: 10.0.0.0/8}}]\n"));
    const before = frozenOf(context, "a/web", "203.0.113.4:443");
    const after = leave(before, ["names"], namesOf(context, "a/web", "203.0.113.4:443"));
    expect(canonicalJson(before)).toContain("canary");
    expect(canonicalJson(after)).not.toContain("canary");
    const [closed] = after.policies;
    const line = after.check.answer.nearest?.line ?? 0;
    expect(closed?.yaml.split("\n")[line - 1]).toMatch(/^ +- to:$/);
    expect(after.live).toBe("");
    expect(frozenHtml(after, { hash: "0" })).toContain("nearest: 198.51.100.");
  });

  test("what every cluster has keeps its name, and what means everything its address", () => {
    const { after } = without(cluster(namespace("default"), pod("default/web", { ip: "10.0.0.1" }), policy("default/wide", 'podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]')), "default/web", "203.0.113.4:443");
    expect(after.check.headline).toBe("Allowed: policy-1 rule 1 allows TCP 443 to 198.51.100.1");
    expect(after.check.answer.query.from).toBe("default/workload-1");
    expect(after.policies[0]?.yaml).toContain("cidr: 0.0.0.0/0");
  });
});

test("a block of IPv6 that ends in its own signs is replaced in sentences too", () => {
  const yaml = cluster(namespace("a"), pod("a/web", { ip: "fd12:beef:1::1" }), policy("a/closed", "podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 'fd12:beef:2::/48', except: ['fd12:beef:2:1::/64']}}]}]"));
  const { before, told } = without(yaml, "a/web", "[fd12:beef:2::]:443");
  expect(canonicalJson(before)).toContain("allow → fd12:beef:2::/48 except fd12:beef:2:1::/64");
  expect(told).not.toMatch(/beef/);
});

test("YAML is left out: of policies their names stay, of objects nothing", () => {
  const context = contextFrom(cluster(namespace("a"), pod("a/web", { ip: "10.0.0.1" }), policy("a/closed", "podSelector: {}, policyTypes: [Egress]")));
  const after = leave(frozenOf(context, "a/web", "203.0.113.4:443"), ["yaml"], namesOf(context, "a/web", "203.0.113.4:443"));
  expect(after).toMatchObject({ left: ["yaml"], facts: [], policies: [{ id: "a/closed", yaml: "" }] });
  expect(canonicalJson(after)).not.toContain("apiVersion");
});

test("the preview tells what would be in it, and how long it would be", () => {
  const context = contextFrom(cluster(namespace("a"), namespace("b"), pod("a/web", { ip: "10.0.0.1" }), pod("b/db", { ip: "10.0.0.2" }), policy("b/closed", "podSelector: {}, policyTypes: [Ingress]")));
  const [from, to] = ["a/web", "b/db:80"] as const;
  const frozen = frozenOf(context, from, to);
  const names = namesOf(context, from, to);
  expect(preview(frozen, [], names)).toEqual({
    sentence: frozen.check.headline, namespaces: ["a", "b"], names: ["db", "shop", "web"], addresses: ["10.0.0.1", "10.0.0.2"], policies: ["b/closed"], bytes: utf8Length(canonicalJson(frozen)),
  });
  const hidden = preview(frozen, ["names", "yaml"], names);
  expect(hidden).toMatchObject({ namespaces: ["namespace-1", "namespace-2"], policies: [] });
  expect(hidden.names).not.toContain("web");
  expect(hidden.bytes).toBeLessThan(preview(frozen, ["names"], names).bytes);
});
