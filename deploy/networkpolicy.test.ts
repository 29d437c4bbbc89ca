import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { answer } from "#lib/check/answer.ts";
import { cluster, contextFrom, node, pod, service } from "#lib/check/fixture.ts";
import { parseEnd, parseTarget } from "#lib/check/ids.ts";
import { ENGINES } from "#lib/policy/engines.ts";
import { INSTALLATIONS, at, rendered } from "./rendered.fixture.ts";

const root = resolve(import.meta.dirname, "..");

test("Whydrop finds no fault in its own manifests", () => {
  const { status, stdout } = spawnSync(process.execPath, ["bin/main.ts", "lint", "deploy"], { cwd: root, encoding: "utf8" });
  expect([status, stdout]).toEqual([0, expect.stringMatching(/^0 errors, 0 warnings in \d+ files\n$/)]);
});

/** A manifest with what it offers in comments, in place of what stands above it there. */
function withComments(file: string): string {
  const text = readFileSync(resolve(root, "deploy", "app", file), "utf8");
  return text.replace(/^ +emptyDir: .*\n/m, "").replace(/^( *)# (- to:|- name: DATABASE_URL|persistentVolumeClaim:.*|  .*|- \{.*)$/gm, "$1$2");
}

test("what the manifests offer in comments can be applied, and opens PostgreSQL alone", () => {
  const offered = withComments("networkpolicy.yaml");
  const context = contextFrom(cluster(pod("default/whydrop-1", { labels: "app.kubernetes.io/name: whydrop", ip: "10.244.1.9" }), pod("postgresql/db", { labels: "app.kubernetes.io/name: postgresql", ip: "10.244.1.6" }), pod("postgresql/other", { labels: "app: other", ip: "10.244.1.7" }), offered));
  const verdict = (to: string): string => answer({ from: parseEnd("default/pod/whydrop-1", "from"), ...parseTarget(to) }, context).folded.verdict;
  expect([verdict("postgresql/db:5432"), verdict("postgresql/db:5433"), verdict("postgresql/other:5432")]).toEqual(["allow", "deny", "deny"]);
  const deployment: unknown = parse(withComments("deployment.yaml"));
  expect(at(deployment, "spec.template.spec.volumes")).toEqual([{ name: "kept", persistentVolumeClaim: { claimName: "whydrop" } }]);
  expect(at(deployment, "spec.template.spec.containers")).toMatchObject([{ env: [{ name: "POD_IP" }, { name: "DATABASE_URL", valueFrom: { secretKeyRef: { name: "whydrop", key: "database-url" } } }] }]);
});

const AROUND = [
  pod("kube-system/coredns", { labels: "k8s-app: kube-dns", ip: "10.244.1.2", node: "worker" }),
  service("kube-system/kube-dns", "selector: {k8s-app: kube-dns}, clusterIP: 10.96.0.10, ports: [{name: dns, port: 53, protocol: UDP}, {name: dns-tcp, port: 53, protocol: TCP}]", "").replace("namespace: kube-system}", "namespace: kube-system, labels: {k8s-app: kube-dns}}"),
  pod("kube-system/metrics", { labels: "k8s-app: metrics-server", ip: "10.244.1.3", node: "worker" }),
  pod("shop/web", { labels: "app: web", ip: "10.244.1.4", node: "other" }),
  pod("shop/fake", { labels: "k8s-app: kube-dns", ip: "10.244.1.5", node: "other" }),
  node("worker", "192.0.2.10"), node("other", "192.0.2.11"), node("control", "192.0.2.1"),
];

describe.each(INSTALLATIONS)("the policy of an installation for $name", ({ folder, namespace }) => {
  const own = rendered(folder).map((object) => stringify(object));
  const running = pod(`${namespace}/whydrop-1`, { labels: "app.kubernetes.io/name: whydrop", ip: "10.244.1.9", node: "worker", owner: "kind: ReplicaSet, name: whydrop" });

  describe.each(["kubernetes", "cilium", "calico"] as const)("under %s", (engine) => {
    const context = contextFrom(cluster(...AROUND, ...own, running), { engine: ENGINES[engine] });
    const me = `${namespace}/pod/whydrop-1`;
    const verdict = (from: string, to: string): string => answer({ from: parseEnd(from, "from"), ...parseTarget(to) }, context).folded.verdict;

    test.each([
      { name: "DNS by UDP", to: "svc:kube-system/kube-dns:53/udp", expected: "allow" },
      { name: "DNS by TCP", to: "svc:kube-system/kube-dns:53/tcp", expected: "allow" },
      { name: "NodeLocal DNSCache", to: "169.254.20.10:53/udp", expected: "allow" },
      { name: "an API server on a node", to: "node:control:6443", expected: "allow" },
      { name: "an API server outside", to: "203.0.113.7:443", expected: "allow" },
      { name: "an API server outside by IPv6", to: "[2001:db8::7]:443", expected: "allow" },
      { name: "a name: its lookup and its port", to: "api.example.com:443", expected: "allow" },
      { name: "another port of the API server's machine", to: "node:control:10250", expected: "deny" },
      { name: "etcd", to: "node:control:2379", expected: "deny" },
      { name: "HTTP outside", to: "203.0.113.7:80", expected: "deny" },
      { name: "UDP 443 outside", to: "203.0.113.7:443/udp", expected: "deny" },
      { name: "a resolver outside", to: "203.0.113.53:53/udp", expected: "deny" },
      { name: "a pod of kube-system that is no DNS", to: "kube-system/metrics:53/udp", expected: "deny" },
      { name: "a pod that only calls itself DNS", to: "shop/fake:53/udp", expected: "deny" },
      { name: "another pod", to: "shop/web:8080", expected: "deny" },
      { name: "the cloud's metadata", to: "169.254.169.254:80", expected: "deny" },
    ])("the pod to $name: $expected", ({ to, expected }) => expect(verdict(me, to)).toBe(expected));

    test.each([
      { name: "another pod, on any port", from: "shop/web", to: `${me}:3000`, expected: "deny" },
      { name: "another pod, for probes", from: "shop/web", to: `${me}:8081`, expected: "deny" },
      { name: "another pod by the Service", from: "shop/web", to: `svc:${namespace}/whydrop:3000`, expected: "deny" },
      { name: "an address outside", from: "203.0.113.7", to: `${me}:8081`, expected: "deny" },
      { name: "another node", from: "node:other", to: `${me}:8081`, expected: "deny" },
      { name: "its own node, which probes it", from: "node:worker", to: `${me}:8081`, expected: "allow" },
    ])("$name to the pod: $expected", ({ from, to, expected }) => expect(verdict(from, to)).toBe(expected));
  });
});
