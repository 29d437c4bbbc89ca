import { describe, expect, test } from "vitest";
import { ingestText } from "../documents/ingest.ts";

const ingest = (kind: string, spec: string, head = "") => {
  const { facts, problems } = ingestText("f.yaml", "yaml", `apiVersion: whydrop.dev/v1alpha1\nkind: ${kind}\nmetadata: {name: a}\n${head}spec:\n${spec}`);
  return { facts, problems: problems.map(({ place, message }) => `${place.line} ${message}`) };
};

describe("DestinationCatalog", () => {
  test("as documented", () => {
    const spec = "  destinations:\n  - host: API.stripe.com.\n    addresses: [203.0.113.4, public]\n    ports: [{port: 443, protocol: TCP}, {port: 53, protocol: UDP}, {port: 80}]\n    provider: Stripe\n    usedBy: [default/pod/api-client]\n  - cidr: 198.51.100.0/24\n";
    expect(ingest("DestinationCatalog", spec)).toMatchObject({
      problems: [],
      facts: [
        {
          kind: "destination",
          target: { kind: "host", host: "api.stripe.com" },
          addresses: [{ text: "203.0.113.4" }],
          public: true,
          ports: [{ port: 443, protocol: "TCP" }, { port: 53, protocol: "UDP" }, { port: 80, protocol: "TCP" }],
          provider: "Stripe",
          usedBy: ["default/pod/api-client"],
          place: { file: "f.yaml", line: 6, path: "spec.destinations[0]" },
        },
        { target: { kind: "cidr", cidr: { text: "198.51.100.0/24" } }, addresses: [], public: false, ports: [], usedBy: [] },
      ],
    });
  });

  test.each([
    { name: "neither host nor cidr", entry: "{ports: []}", problem: "6 `spec.destinations[0]` must have either `host` or `cidr`" },
    { name: "both", entry: "{host: a.b, cidr: 10.0.0.0/8}", problem: "6 `spec.destinations[0]` must have either `host` or `cidr`" },
    { name: "an address as host", entry: "{host: 10.0.0.1}", problem: "6 `spec.destinations[0].host` must be a DNS name (an address is written as `cidr`), not `10.0.0.1`" },
    { name: "a pattern as host", entry: "{host: '*.b'}", problem: "6 `spec.destinations[0].host` must be a DNS name (an address is written as `cidr`), not `*.b`" },
    { name: "no block", entry: "{cidr: 10.0.0.0}", problem: "6 `spec.destinations[0].cidr` must be a CIDR such as 10.0.0.0/8, not `10.0.0.0`" },
    { name: "no address", entry: "{host: a.b, addresses: [c]}", problem: "6 `spec.destinations[0].addresses[0]` must be an IP address, not `c`" },
    { name: "a port out of range", entry: "{host: a.b, ports: [{port: 70000}]}", problem: "6 `spec.destinations[0].ports[0].port` must be from 1 to 65535, not `70000`" },
    { name: "no port", entry: "{host: a.b, ports: [{}]}", problem: "6 `spec.destinations[0].ports[0].port` is missing" },
    { name: "a typing error", entry: "{host: a.b, port: 1}", problem: "6 unknown field `spec.destinations[0].port`" },
    { name: "a wrong type", entry: "a.b", problem: "6 `spec.destinations[0]` must be a map, not the string `a.b`" },
  ])("$name is an error, and no half destination", ({ entry, problem }) => {
    const { facts, problems } = ingest("DestinationCatalog", `  destinations:\n  - ${entry}\n  - {host: ok.example}\n`);
    expect(facts).toMatchObject([{ target: { host: "ok.example" } }]);
    expect(problems).toContain(problem);
  });
});

describe("WatchList", () => {
  test("as documented", () => {
    expect(ingest("WatchList", "  checks:\n  - {name: pay, from: default/deploy/billing, to: api.stripe.com, port: 443, protocol: TCP, expect: deny}\n  - {name: q, from: a/b, to: svc:c/d, port: 1}\n")).toMatchObject({
      problems: [],
      facts: [
        { kind: "watched-check", name: "pay", from: "default/deploy/billing", to: "api.stripe.com", port: 443, protocol: "TCP", expect: "deny", place: { line: 6, path: "spec.checks[0]" } },
        { name: "q", protocol: "TCP", expect: "allow" },
      ],
    });
  });

  test.each([
    { entry: "{from: a/b, to: c, port: 1}", problem: "6 `spec.checks[0].name` is missing" },
    { entry: "{name: '', from: a/b, to: c, port: 1}", problem: "6 `spec.checks[0].name` is missing" },
    { entry: "{name: x, to: c, port: 1}", problem: "6 `spec.checks[0].from` is missing" },
    { entry: "{name: x, from: a/b, port: 1}", problem: "6 `spec.checks[0].to` is missing" },
    { entry: "{name: x, from: a/b, to: c}", problem: "6 `spec.checks[0].port` is missing" },
    { entry: "{name: x, from: a/b, to: c, port: https}", problem: "6 `spec.checks[0].port` must be a whole number, not the string `https`" },
    { entry: "{name: x, from: a/b, to: c, port: 1, expect: maybe}", problem: "6 `spec.checks[0].expect` must be allow, deny, not `maybe`" },
    { entry: "{name: x, from: a/b, to: c, port: 1, expected: deny}", problem: "6 unknown field `spec.checks[0].expected`" },
    { entry: "{name: x, from: a/b, to: c, port: 1, protocol: ICMP}", problem: "6 `spec.checks[0].protocol` must be TCP, UDP, SCTP, not `ICMP`" },
  ])("$problem", ({ entry, problem }) => {
    expect(ingest("WatchList", `  checks:\n  - ${entry}\n`)).toEqual({ facts: [], problems: [problem] });
  });
});

describe("Cluster", () => {
  test("as documented", () => {
    const spec = "  region: us-east-1\n  version: v1.30\n  engine: calico\n  podCIDRs: [10.244.0.0/16]\n  capturedAt: 2026-04-16T02:13:40Z\n  unreadable: [{group: cilium.io, kind: CiliumNetworkPolicy, namespace: payments, why: forbidden}, {group: '', kind: Pod, why: x}]\n  resolved: [{host: api.stripe.com, addresses: [203.0.113.4], at: 2026-04-16T02:13:35Z}]\n";
    expect(ingest("Cluster", spec)).toMatchObject({
      problems: [],
      facts: [
        {
          kind: "cluster",
          name: "a",
          region: "us-east-1",
          version: "v1.30",
          engine: "calico",
          podCidrs: [{ text: "10.244.0.0/16" }],
          capturedAt: "2026-04-16T02:13:40Z",
          unreadable: [{ group: "cilium.io", kind: "CiliumNetworkPolicy", namespace: "payments", why: "forbidden" }, { group: "", kind: "Pod", why: "x" }],
          resolved: [{ host: "api.stripe.com", addresses: [{ text: "203.0.113.4" }], at: "2026-04-16T02:13:35Z" }],
        },
      ],
    });
  });

  test.each([
    { spec: "  version: 1.30\n", problem: "5 `spec.version` must be a string, not the number `1.3`" },
    { spec: "  engine: calcio\n", problem: "5 `calcio` is no engine that is known: it counts as not given. Known are kubernetes, cilium, calico, ovn-kubernetes, vpc-cni" },
    { spec: "  podCIDRs: [x]\n", problem: "5 `spec.podCIDRs[0]` must be a CIDR such as 10.0.0.0/8, not `x`" },
    { spec: "  podCIDRs: [10.1.2.3/8]\n", problem: "5 bits are set behind the prefix; read as `10.0.0.0/8`" },
    { spec: "  capturedAt: yesterday\n", problem: "5 `spec.capturedAt` must be a time such as 2026-04-16T02:13:40Z, not `yesterday`" },
    { spec: "  podCidrs: []\n", problem: "5 unknown field `spec.podCidrs`" },
    { spec: "  resolved: [{addresses: []}]\n", problem: "5 `spec.resolved[0].host` is missing" },
    { spec: "  unreadable: [{kind: A}]\n", problem: "5 `spec.unreadable[0].group` is missing" },
  ])("$problem", ({ spec, problem }) => expect(ingest("Cluster", spec).problems).toEqual([problem]));
});

test("another version of ours, and unknown fields beside spec, are errors", () => {
  const { problems } = ingestText("f.yaml", "yaml", "apiVersion: whydrop.dev/v2\nkind: Cluster\nmetadata: {name: a}\nspec: {}\nstatus: {}\n");
  expect(problems.map(({ message }) => message)).toEqual(["`apiVersion` must be `whydrop.dev/v1alpha1`", "unknown field `status`"]);
});
