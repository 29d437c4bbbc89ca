import { describe, expect, test } from "vitest";
import { namespace, node, pod, policy, service, workload } from "#lib/check/fixture.ts";
import { doubtText } from "#lib/describe/blame.ts";
import { type Sought, blame } from "./blame.ts";
import { asked, pastOf, recorded, timeOf } from "./past.fixture.ts";
import { blameSentence } from "./sentence.ts";
import type { Author } from "./version.ts";

const WEB = pod("shop/web", { ip: "10.0.0.1", labels: "app: web", node: "n" });
const DB = pod("data/db", { ip: "10.0.0.2", labels: "app: db" });
const BASE = [namespace("shop"), namespace("data"), node("n", "192.168.0.1"), WEB, DB];
const DENY = policy("shop/deny", "podSelector: {}, policyTypes: [Egress]");
const ALLOW = policy("shop/allow", "podSelector: {}, egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]");
const NO_INGRESS = policy("data/closed", "podSelector: {}, policyTypes: [Ingress]");
const BY_LABEL = policy("shop/by-label", "podSelector: {}, policyTypes: [Egress], egress: [{to: [{namespaceSelector: {matchLabels: {kind: data}}}]}]");
const DNS_POLICY = policy("shop/dns", "podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}], ports: [{port: 443}]}, {to: [{podSelector: {matchLabels: {k8s-app: kube-dns}}, namespaceSelector: {}}], ports: [{port: 53, protocol: UDP}]}]");
const RESOLVER = pod("kube-system/dns", { ip: "10.0.0.53", labels: "k8s-app: kube-dns" });
const OTHER_RESOLVER = pod("kube-system/unbound", { ip: "10.0.0.54", labels: "app: unbound" });
const dns = (selector: string): string => service("kube-system/kube-dns", `clusterIP: 10.96.0.10, selector: {${selector}}, ports: [{port: 53, protocol: UDP}]`).replace("name: kube-dns", "name: kube-dns, labels: {k8s-app: kube-dns}");
const cannotRead = (...kinds: readonly string[]): string => `{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {unreadable: [${kinds.map((kind) => `{group: networking.k8s.io, kind: ${kind}, why: forbidden}`).join(", ")}]}}`;
const resolvedTo = (address: string): string => `{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {resolved: [{host: api.example.com, addresses: [${address}]}]}}`;
const TO_BLOCK = policy("shop/block", "podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 198.51.100.0/24}}]}]");
const NOISE = policy("other/noise", "podSelector: {}");

const OUT = ["shop/web", "203.0.113.4:443"] as const;
const IN = ["shop/web", "data/db:5432"] as const;

interface Row {
  readonly name: string;
  /** One after the other, each a minute after the one before; the last is the present. */
  readonly states: readonly (readonly string[])[];
  readonly ask?: readonly [string, string];
  readonly is: string;
  readonly doubts?: readonly string[];
  readonly authors?: Readonly<Record<string, Author>>;
  readonly gaps?: readonly (readonly [number, number])[];
  readonly limit?: number;
  readonly sought?: Sought;
}

const NP = "networking.k8s.io/NetworkPolicy";

const ROWS: readonly Row[] = [
  { name: "a policy that was created", states: [BASE, [...BASE, NOISE], [...BASE, NOISE, DENY], [...BASE, DENY]], is: "First blocked by shop/deny, created at 02:02:00Z" },
  { name: "a policy that was changed", states: [[...BASE, ALLOW], [...BASE, ALLOW.replace("0.0.0.0/0", "10.0.0.0/8")]], is: "First blocked by shop/allow, changed at 02:01:00Z" },
  { name: "an allowing policy that was deleted", states: [[...BASE, DENY, ALLOW], [...BASE, DENY]], is: "First blocked because shop/allow was deleted, at 02:01:00Z" },
  { name: "the labels of a namespace", ask: IN, states: [[...BASE.slice(2), namespace("shop"), namespace("data", "kind: data"), BY_LABEL], [...BASE, BY_LABEL]], is: "First blocked because the labels of namespace data changed, at 02:01:00Z" },
  {
    name: "the labels of a workload", ask: ["shop/deploy/api", "203.0.113.4:443"],
    states: ["tier: open", "tier: closed"].map((labels) => [namespace("shop"), workload("Deployment", "shop/api", labels), policy("shop/closed", "podSelector: {matchLabels: {tier: closed}}, policyTypes: [Egress]")]),
    is: "First blocked because the labels of Deployment shop/api changed, at 02:01:00Z",
  },
  { name: "the labels of a pod", states: [[...BASE.slice(0, 3), WEB.replace("app: web", "app: other"), policy("shop/web", "podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]")], [...BASE.slice(0, 3), WEB, policy("shop/web", "podSelector: {matchLabels: {app: web}}, policyTypes: [Egress]")]], is: "First blocked because the labels of Pod shop/web changed, at 02:01:00Z" },
  { name: "a Service", ask: ["shop/web", "dns:api.example.com:443"], states: ["k8s-app: kube-dns", "app: unbound"].map((selector) => [...BASE, RESOLVER, OTHER_RESOLVER, DNS_POLICY, dns(selector)]), is: "First blocked because Service kube-system/kube-dns changed, at 02:01:00Z" },
  { name: "the addresses of a name", ask: ["shop/web", "dns:api.example.com:443"], states: [[...BASE, TO_BLOCK, resolvedTo("198.51.100.7")], [...BASE, TO_BLOCK, resolvedTo("203.0.113.7")]], is: "First blocked because the addresses of api.example.com changed, at 02:01:00Z" },
  { name: "one of several at once: the one that is needed", states: [BASE, [...BASE.slice(1), namespace("shop", "team: a"), NOISE, DENY, policy("data/allow", "podSelector: {}, policyTypes: [Egress]")]], is: "First blocked by shop/deny, created at 02:01:00Z", doubts: [] },
  { name: "two that are needed only together", ask: IN, states: [BASE, [...BASE, DENY, NO_INGRESS, NOISE]], is: "First blocked by data/closed, created at 02:01:00Z, together with shop/deny (created)" },
  { name: "two of which each alone explains it", ask: IN, states: [[...BASE, BY_LABEL].map((text) => text.replace("labels: {}", "labels: {kind: data}").replace("podSelector: {}", "podSelector: {matchLabels: {app: none}}")), [...BASE, BY_LABEL]], is: "First blocked by shop/by-label, changed at 02:01:00Z", doubts: ["the labels of namespace data at 02:01:00Z would explain it alone as well"] },
  { name: "none in all that is stored", states: [[...BASE, DENY], [...BASE, DENY, NOISE]], is: "No policy change explains this. Blocked since before 02:01:00Z, when the stored history begins" },
  { name: "a pod that was blocked ever since it exists", states: [[...BASE.slice(0, 3), DENY], [...BASE, DENY], [...BASE, DENY, NOISE]], is: "No policy change explains this. Blocked since shop/web came to be, at 02:01:00Z" },
  { name: "nothing is blocked", states: [[...BASE, DENY], [...BASE, DENY, ALLOW]], is: "Not blocked, so no change is looked for. Allowed: allow rule 1 allows TCP 443 to 203.0.113.4" },
  { name: "what allowed it again, where any change is sought", sought: "change", states: [BASE, [...BASE, DENY], [...BASE, DENY, ALLOW], [...BASE, DENY, ALLOW, NOISE]], is: "First allowed by shop/allow, created at 02:02:00Z" },
  { name: "what opened it, where any change is sought", sought: "change", states: [[...BASE, DENY], BASE], is: "First allowed because shop/deny was deleted, at 02:01:00Z" },
  { name: "what limits it since, although a rule allows it still", sought: "change", states: [[...BASE], [...BASE, ALLOW]], is: "First allowed by shop/allow, created at 02:01:00Z" },
  { name: "nothing changed since, where any change is sought", sought: "change", states: [BASE, [...BASE, NOISE]], is: "No policy change explains this. Allowed since before 02:01:00Z, when the stored history begins" },
  { name: "it cannot be told", states: [BASE, [...BASE, cannotRead("NetworkPolicy")]], is: "Cannot tell: NetworkPolicy.networking.k8s.io could not be read: forbidden" },
  { name: "the first time of several: what was lifted meanwhile counts anew", states: [BASE, [...BASE, DENY], [...BASE, DENY, ALLOW], [...BASE, DENY]], is: "First blocked because shop/allow was deleted, at 02:03:00Z" },
  { name: "partly counts as another verdict than blocked", ask: ["shop/deploy/api", "203.0.113.4:443"], states: ["{matchLabels: {v: one}}", "{}"].map((selector) => [
    namespace("shop"), ...["one", "two"].map((v, i) => pod(`shop/api-${v}`, { ip: `10.0.0.${i + 5}`, labels: `v: ${v}, pod-template-hash: x`, owner: "kind: ReplicaSet, name: api-x" })),
    policy("shop/closed", `podSelector: ${selector}, policyTypes: [Egress]`),
  ]), is: "First blocked by shop/closed, changed at 02:01:00Z" },
  {
    name: "unknown in between is passed over, and told",
    states: [BASE, [...BASE, cannotRead("NetworkPolicy")], [...BASE, NOISE, cannotRead("NetworkPolicy")], [...BASE, NOISE, DENY]],
    is: "First blocked by shop/deny, created at 02:03:00Z",
    doubts: ["between 02:01:00Z and 02:03:00Z it could not be told: NetworkPolicy.networking.k8s.io could not be read: forbidden"],
  },
  {
    name: "made while it could not be told: the edit counts, not the return of sight",
    states: [BASE, [...BASE, cannotRead("AdminNetworkPolicy").replaceAll("networking.k8s.io", "policy.networking.k8s.io")], [...BASE, DENY, cannotRead("AdminNetworkPolicy").replaceAll("networking.k8s.io", "policy.networking.k8s.io")], [...BASE, DENY]],
    is: "First blocked by shop/deny, created at 02:02:00Z",
    doubts: [expect.stringMatching(/^between 02:01:00Z and 02:0[23]:00Z it could not be told: /)],
  },
  { name: "not to be told before", states: [[...BASE, cannotRead("NetworkPolicy")], [...BASE, DENY]], is: "Cannot tell: blocked since 02:01:00Z at least, and before that it could not be told: NetworkPolicy.networking.k8s.io could not be read: forbidden" },
  { name: "a gap that ends with it is told", states: [BASE, [...BASE, DENY]], gaps: [[-5, 1], [-90, -60]], is: "First blocked by shop/deny, created at 02:01:00Z", doubts: ["nobody watched between 01:55:00Z and 02:01:00Z: what changed then is told at its end"] },
  { name: "a field manager and the tool that keeps it", states: [BASE, [...BASE, DENY]], authors: { [`${NP}/shop/deny`]: { manager: "argocd", keptBy: { tool: "Argo CD", name: "shop" }, commit: { id: "4be1f0a9c3", author: "Ada", title: "deny" } } }, is: "First blocked by shop/deny, created at 02:01:00Z by argocd (Argo CD application shop, commit 4be1f0a)" },
  { name: "a commit", states: [BASE, [...BASE, DENY]], authors: { [`${NP}/shop/deny`]: { commit: { id: "4be1f0a9c3", author: "Ada", title: "deny" } } }, is: "First blocked by shop/deny, created at 02:01:00Z by Ada (commit 4be1f0a)" },
  { name: "only the tool that keeps it", states: [BASE, [...BASE, DENY]], authors: { [`${NP}/shop/deny`]: { keptBy: { tool: "Flux", name: "apps" } } }, is: "First blocked by shop/deny, created at 02:01:00Z by Flux apps" },
];

describe("the sentence for", () => {
  test.each(ROWS)("$name", async ({ states, ask = OUT, is, doubts, authors, gaps = [], limit, sought }) => {
    const now = timeOf(states.length);
    const past = pastOf(recorded(states, authors), gaps.map(([from, until]) => ({ from: timeOf(from), until: timeOf(until) })));
    const found = await blame(asked(...ask), past, {}, { ...(limit !== undefined && { limit }), ...(sought && { sought }) });
    expect(blameSentence(found, { at: found.since, of: "stored history" }, now)).toBe(is);
    if (doubts) expect(found.doubts.map((doubt) => doubtText(doubt, now))).toEqual(doubts);
  });
});

test("what no verdict rests on is not judged again", async () => {
  const states = Array.from({ length: 30 }, (_, i) => [...BASE, namespace("other"), ...(i > 0 ? [DENY] : []), pod(`other/p${i}`, { ip: `10.1.0.${i}` }), policy("other/p", `podSelector: {matchLabels: {a: x${i}}}`)]);
  const { kind, evaluated } = await blame(asked(...OUT), pastOf(recorded(states)));
  expect({ kind, evaluated }).toEqual({ kind: "found", evaluated: 4 });
});

describe("beyond the limit the rest is halved", () => {
  const flapping = (i: number): readonly string[] => [...BASE, ...(i < 40 ? [] : [DENY]), policy("shop/p", `podSelector: {matchLabels: {a: x${i}}}`)];
  const states = Array.from({ length: 120 }, (_, i) => flapping(i));

  test("and finds it with few judgements", async () => {
    const found = await blame(asked(...OUT), pastOf(recorded(states)), {}, { limit: 10 });
    expect(blameSentence(found, { at: undefined, of: "stored history" }, timeOf(120))).toBe("First blocked by shop/deny, created at 02:40:00Z");
    expect(found.evaluated).toBeLessThan(30);
    expect(found.doubts.map((doubt) => doubtText(doubt, timeOf(120)))).toEqual(["it was judged 10 times back to 03:50:00Z; older changes were searched by halving, so that it may have been otherwise in between"]);
  });

  test("and says so where nothing was found", async () => {
    const found = await blame(asked(...OUT), pastOf(recorded(states.slice(40))), {}, { limit: 10 });
    expect([found.kind, found.doubts.map(({ kind }) => kind)]).toEqual(["none", ["halved"]]);
  });
});

test("a day that is another one is told with its date", async () => {
  const found = await blame(asked(...OUT), pastOf(recorded([BASE, [...BASE, DENY]])));
  expect(blameSentence(found, { at: undefined, of: "stored history" }, timeOf(60 * 24))).toBe("First blocked by shop/deny, created at 2026-04-16 02:01:00Z");
});

