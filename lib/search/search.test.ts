import { describe, expect, test } from "vitest";
import { cluster, contextFrom, namespace, node, pod, policy, service, workload } from "#lib/check/fixture.ts";
import type { SearchJson } from "#lib/api/search.ts";
import { judgeDeclared } from "#lib/graph/connections.ts";
import { entriesOf } from "./entries.ts";
import { search } from "./search.ts";

const call = (url: string): string => `, env: [{name: X, value: '${url}'}]`;
const deployment = (id: string, url: string): string => {
  const [space = "", name = ""] = id.split("/");
  return `{apiVersion: apps/v1, kind: Deployment, metadata: {namespace: ${space}, name: ${name}}, spec: {replicas: 2, template: {metadata: {labels: {app: ${name}}}, spec: {containers: [{name: app, image: "app:1"${call(url)}}]}}}}`;
};

const context = contextFrom(
  cluster(
    namespace("default"),
    namespace("shop"),
    deployment("default/api-client", "https://api.stripe.com"),
    deployment("shop/billing", "https://api.stripe.com"),
    deployment("shop/api", "http://web.shop.svc.cluster.local:8080"),
    workload("StatefulSet", "shop/db", "app: api, tier: data"),
    pod("shop/db-0", { labels: "app: api, tier: data", ip: "10.0.3.4", owner: "kind: StatefulSet, name: db" }),
    pod("shop/web-7d9f", { labels: "app: web", ip: "10.0.1.7" }),
    service("shop/web", "clusterIP: 10.96.0.20, selector: {app: web}, ports: [{port: 8080}]"),
    policy("default/default-deny", "podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.9.0.0/16]}}]}]"),
    policy("shop/allow-partners", "podSelector: {matchLabels: {app: shop}}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 203.0.113.0/28}}, {ipBlock: {cidr: 203.0.0.0/8}}]}]"),
    node("worker-1", "192.168.0.1"),
    "{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: internet}, spec: {destinations: [{host: api.stripe.com, provider: Stripe, addresses: [203.0.113.4], ports: [{port: 443, protocol: TCP}]}]}}",
  ),
);
const judged = judgeDeclared(context);
const entries = entriesOf(context, judged);
const ask = (q: string, near?: string): SearchJson => search({ q, near }, { entries, snapshot: context.snapshot, judged });
const ids = (q: string): readonly string[] => ask(q).found.map(({ id }) => id);

describe("ranked", () => {
  test.each([
    { name: "equal, then begins so, then within, then by what a label says", q: "api", found: ["shop/deploy/api", "default/deploy/api-client", "dns:api.stripe.com", "shop/sts/db"] },
    { name: "with the namespace, wholly", q: "shop/web", found: ["svc:shop/web", "shop/pod/web-7d9f"] },
    { name: "a pod's name leads to it", q: "db-0", found: ["shop/pod/db-0"] },
    { name: "a Service's name of the cluster", q: "web.shop", found: ["svc:shop/web"] },
    { name: "a policy by its name", q: "default-deny", found: ["default/default-deny"] },
    { name: "a namespace before what is in it", q: "shop", found: ["shop"] },
    { name: "a label wholly", q: "tier=data", found: ["shop/sts/db"] },
    { name: "case plays no part", q: "API-Client", found: ["default/deploy/api-client"] },
    { name: "a pattern", q: "*-client", found: ["default/deploy/api-client"] },
    { name: "nothing for nothing", q: "  ", found: [] },
    { name: "nothing is called so", q: "nobody", found: [] },
  ])("$name", ({ q, found }) => expect(ids(q).slice(0, Math.max(found.length, 1))).toEqual(found));

  test("several words hold together", () => {
    expect(ids("api shop")).toContain("shop/deploy/api");
    expect(ids("api shop")).not.toContain("default/deploy/api-client");
  });

  test("the fields of the filter name whom they mean", () => {
    expect(ids("ns:shop api")).toEqual(["shop/deploy/api", "shop/sts/db"]);
    expect(ids("policy:allow")).toEqual(["shop/allow-partners"]);
    expect(ids("label:tier=data")).toEqual(["shop/sts/db"]);
    expect(ids("api -ns:shop")).toEqual(["default/deploy/api-client", "dns:api.stripe.com"]);
    expect(ids("verdict:blocked")).toEqual([]);
  });
});

describe("addresses", () => {
  const whys = (q: string): readonly string[] => ask(q).found.map(({ id, why }) => `${id}: ${why}`);

  test("are found inside of CIDRs, in the narrowest of a policy", () => {
    expect(whys("203.0.113.4")).toEqual(["dns:api.stripe.com: has the address 203.0.113.4", "shop/allow-partners: 203.0.113.4 is inside 203.0.113.0/28 in allow-partners"]);
  });

  test("whoever has one comes first", () => {
    expect(whys("10.0.3.4")).toEqual(["shop/pod/db-0: has the address 10.0.3.4", "default/default-deny: 10.0.3.4 is inside 10.0.0.0/8 in default-deny"]);
    expect(whys("10.0.1.7")[0]).toBe("shop/pod/web-7d9f: has the address 10.0.1.7");
    expect(whys("192.168.0.1")).toEqual(["node:worker-1: has the address 192.168.0.1"]);
  });

  test("a block that has it comes before one that leaves it out", () => {
    const around = contextFrom(cluster(policy("a/out", "podSelector: {}, egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8, except: [10.9.0.0/16]}}]}]"), policy("a/wide", "podSelector: {}, egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0}}]}]")));
    const { found } = search({ q: "10.9.1.1", near: undefined }, { entries: entriesOf(around, []), snapshot: around.snapshot, judged: [] });
    expect(found.map(({ id }) => id)).toEqual(["a/wide", "a/out"]);
  });

  test("what a rule leaves out is said so", () => {
    expect(whys("10.9.1.1")).toEqual(["default/default-deny: 10.9.1.1 is in 10.9.0.0/16, which default-deny leaves out of 10.0.0.0/8"]);
  });

  test("a block finds what is in it and around it", () => {
    expect(whys("10.96.0.0/16")).toEqual(["svc:shop/web: 10.96.0.20 is inside 10.96.0.0/16", "default/default-deny: 10.96.0.0/16 is inside 10.0.0.0/8 in default-deny"]);
    expect(ids("203.0.0.0/4")).toContain("shop/allow-partners");
  });
});

describe("a pasted error becomes a finished check", () => {
  const checks = (q: string, near?: string): readonly string[] => ask(q, near).checks.map(({ fromTitle, toTitle, port, protocol, code, said }) => `${fromTitle ?? "…"} → ${toTitle}:${String(port)}/${protocol} ${code ?? "-"} ${said}`.trim());

  test("from those that declare the destination, blocked ones first", () => {
    expect(checks("curl: (28) Failed to connect to api.stripe.com port 443 after 5000 ms: Timeout was reached")).toEqual([
      "default/api-client → api.stripe.com:443/TCP BLOCKED_DEFAULT curl: (28)",
      "shop/billing → api.stripe.com:443/TCP OPEN curl: (28)",
      "… → api.stripe.com:443/TCP - curl: (28)",
    ]);
  });

  test("also where the destination is known by a name, and the text has its address", () => {
    expect(checks("dial tcp 203.0.113.4:443: i/o timeout", "shop/deploy/billing")).toEqual([
      "default/api-client → 203.0.113.4:443/TCP BLOCKED_DEFAULT i/o timeout",
      "shop/billing → 203.0.113.4:443/TCP OPEN i/o timeout",
      "… → 203.0.113.4:443/TCP - i/o timeout",
    ]);
    expect(checks("dial tcp 203.0.113.4:8443: i/o timeout")).toEqual(["… → 203.0.113.4:8443/TCP - i/o timeout"]);
  });

  test("where nobody declares it, from whom the page is about", () => {
    expect(checks("dial tcp 203.0.113.9:443: i/o timeout", "shop/deploy/billing")).toEqual(["shop/billing → 203.0.113.9:443/TCP - i/o timeout", "… → 203.0.113.9:443/TCP - i/o timeout"]);
    expect(checks("dial tcp 203.0.113.9:443: i/o timeout")).toEqual(["… → 203.0.113.9:443/TCP - i/o timeout"]);
  });

  test("from the pod whose address the text has, as its workload", () => {
    expect(ask("read tcp 10.0.3.4:51432->203.0.113.4:443: i/o timeout").checks).toMatchObject([{ from: "shop/sts/db", fromTitle: "shop/db", to: "ip:203.0.113.4", port: 443 }]);
  });

  test("an arrow names both", () => {
    expect(ask("default/api-client -> api.stripe.com:443/tcp").checks).toMatchObject([{ from: "default/deploy/api-client", to: "dns:api.stripe.com", port: 443, declared: true, code: "BLOCKED_DEFAULT" }]);
    expect(ask("default/nobody -> api.stripe.com:443/tcp").checks).toMatchObject([{ from: "default/nobody", code: null, declared: false }]);
  });

  test("a name of the cluster is its Service", () => {
    expect(checks("http://web.shop:8080/")).toEqual(["shop/api → shop/web:8080/TCP OPEN", "… → shop/web:8080/TCP -"]);
    expect(checks("web.shop.svc.cluster.local:8080")[0]).toBe("shop/api → shop/web:8080/TCP OPEN");
  });

  test("a port that only a declared connection tells is taken from there", () => {
    expect(checks("getaddrinfo EAI_AGAIN api.stripe.com")[0]).toBe("default/api-client → api.stripe.com:443/TCP BLOCKED_DEFAULT EAI_AGAIN");
    expect(ask("getaddrinfo ENOTFOUND nobody.example").checks).toMatchObject([{ from: null, port: null, symptom: "unresolved" }]);
  });

  test("its target is sought beside it", () => {
    expect(ids("dial tcp 203.0.113.4:443: i/o timeout")).toEqual(["dns:api.stripe.com", "shop/allow-partners"]);
    expect(ids("https://api.stripe.com/v1")).toEqual(["dns:api.stripe.com"]);
  });
});

test("a thousand pods hide nothing else, and are counted", () => {
  const many = contextFrom(cluster(deployment("shop/web", "http://a.example"), ...Array.from({ length: 100 }, (_, index) => pod(`shop/web-${String(index)}`, { labels: "app: web", owner: "kind: Deployment, name: web" })), policy("shop/a-web", "podSelector: {}")));
  const { found, total } = search({ q: "web", near: undefined }, { entries: entriesOf(many, []), snapshot: many.snapshot, judged: [] });
  expect(total).toBe(102);
  expect(found.map(({ kind }) => kind)).toEqual(["workload", ...Array.from({ length: 12 }, () => "pod"), "policy"]);
});
