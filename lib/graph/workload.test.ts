import { expect, test } from "vitest";
import { workloadSchema, type WorkloadJson } from "#lib/api/pages.ts";
import { cluster, contextFrom, namespace, pod, policy } from "#lib/check/fixture.ts";
import { judgeDeclared } from "./connections.ts";
import { NO_PAST, type WorkloadPast, workloadJson, type AskedPod } from "./workload.ts";

const CATALOGUE = `{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: d}, spec: {destinations: [
  {host: api.stripe.com, addresses: [203.0.113.4], ports: [{port: 443, protocol: TCP}], usedBy: [a/deploy/web]},
  {host: db.example, addresses: [10.1.2.3], ports: [{port: 5432, protocol: TCP}], usedBy: [a/deploy/web]}]}}`;
const replica = (name: string, labels = "app: web, tier: web"): string => pod(`a/web-7d9f8c6b5d-${name}`, { labels: `${labels}, pod-template-hash: 7d9f8c6b5d`, owner: "kind: ReplicaSet, name: web-7d9f8c6b5d" });
const DENY = policy("a/default-deny", "podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 10.0.0.0/8}}]}]");
const DNS = policy("a/allow-dns", "podSelector: {matchLabels: {app: web}}, policyTypes: [Egress], egress: [{ports: [{port: 53, protocol: UDP}]}]");

function workload(documents: readonly string[], { past = NO_PAST, asked, id = "a/deploy/web" }: { readonly past?: WorkloadPast; readonly asked?: AskedPod; readonly id?: string } = {}): WorkloadJson {
  const context = contextFrom(cluster(namespace("a"), CATALOGUE, ...documents));
  const found = context.snapshot.residents.workloads.find((one) => one.id === id);
  if (!found) throw new Error(`no ${id}`);
  return workloadSchema.parse(workloadJson(found, { id: "c", context, revision: 1, readAt: "2026-04-16T02:13:40Z" }, judgeDeclared(context), past, asked));
}

const removals = ({ policies }: WorkloadJson): unknown => policies.map(({ policy: name, removal }) => [name, removal?.sentence]);

test("what removal does, not the last: it opens nothing, and what it allowed is blocked too", () => {
  const told = workload([replica("aaaaa"), DENY, DNS]);
  expect(removals(told)).toEqual([
    ["a/default-deny", "Without default-deny: egress stays limited by allow-dns. 1 of 2 declared connections changes: db.example 5432/tcp becomes blocked."],
    ["a/allow-dns", "Without allow-dns: egress stays limited by default-deny. None of 2 declared connections changes."],
  ]);
  expect(told.policies[0]?.removal).toMatchObject({ opens: [], allowed: 0, blocked: 1, otherwise: 0, judged: 2, changed: ["a/deploy/web~dns:db.example~5432-tcp"] });
});

test("what removal does, the last one: it opens everything", () => {
  const told = workload([replica("aaaaa"), DENY]);
  expect(removals(told)).toEqual([["a/default-deny", "Without default-deny: egress opens to everything, since it is the last policy that limits it. 1 of 2 declared connections changes: api.stripe.com 443/tcp becomes allowed."]]);
  expect(told.policies[0]?.removal).toMatchObject({ opens: ["egress"], allowed: 1, blocked: 0 });
});

test("a policy that limits nothing of it is told as such", () =>
  expect(removals(workload([replica("aaaaa"), policy("a/in", "podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress], ingress: [{}]")]))).toEqual([
    ["a/in", "Without in: ingress opens to everything, since it is the last policy that limits it. No declared connection rests on it."],
  ]));

test("of a workload that everybody calls, so many connections are judged as a page can wait for, and that is said", () => {
  const callers = Array.from({ length: 80 }, (_, i) => `{apiVersion: whydrop.dev/v1alpha1, kind: WatchList, metadata: {name: w${i}}, spec: {checks: [{name: c${i}, from: a/pod/p${i}, to: a/deploy/web, port: 80, expect: allow}]}}`);
  const closed = policy("a/in", "podSelector: {matchLabels: {app: web}}, policyTypes: [Ingress]");
  const { policies } = workload([replica("aaaaa"), closed, ...callers, ...Array.from({ length: 80 }, (_, i) => pod(`a/p${i}`))]);
  expect(policies[0]?.removal).toMatchObject({ judged: 60, allowed: 60 });
  expect(policies[0]?.removal?.sentence).toContain("60 of the first 60 of 80 declared connections change: ");
});

test("mid-rollout: the parts that policies tell apart, each with its verdicts", () => {
  const strict = policy("a/strict", "podSelector: {matchLabels: {tier: web}}, policyTypes: [Egress]");
  const { parts } = workload([replica("aaaaa"), replica("bbbbb"), replica("x2k4q", "app: web"), strict]);
  expect(parts.map(({ told, egressLimitedBy, verdicts }) => [told, egressLimitedBy, verdicts.map(({ code }) => code)])).toEqual([
    ["2 of 3 pods: pods …aaaaa and …bbbbb have tier=web, which the other lacks", ["a/strict"], ["BLOCKED_DEFAULT", "BLOCKED_DEFAULT"]],
    ["1 of 3 pods: pod …x2k4q lacks label tier=web", [], ["OPEN", "OPEN"]],
  ]);
});

test("pods that are alike are no parts, whatever labels no policy asks for", () =>
  expect(workload([replica("aaaaa"), replica("bbbbb", "app: web, track: canary"), DNS]).parts).toEqual([]));

test("a policy with the labels that its selector asks for, and where it is from", () => {
  const signed = DNS.replace("namespace: a", 'namespace: a, creationTimestamp: "2026-04-01T00:00:00Z", annotations: {a8r.io/owner: platform, secret: canary, argocd.argoproj.io/tracking-id: "shop:networking.k8s.io/NetworkPolicy:a/allow-dns"}');
  const told = workload([replica("aaaaa"), signed, pod("a/other", { labels: "app: web" })]);
  expect(told.policies).toMatchObject([{ labels: ["app"], selector: "app=web", created: "2026-04-01T00:00:00Z", owner: "platform", keptBy: "Argo CD application shop", elsewhere: 1 }]);
  expect(JSON.stringify(told)).not.toContain("canary");
});

test("kubectl finds the policies that select it, and tries what is blocked from inside", () =>
  expect(workload([replica("aaaaa"), DENY, DNS]).kubectl.map(({ command }) => command)).toEqual([
    "kubectl get -n a networkpolicy/default-deny networkpolicy/allow-dns",
    "kubectl get pods -n a -l app=web,tier=web --show-labels -o wide",
    "kubectl debug -n a pod/web-7d9f8c6b5d-aaaaa -it --image=nicolaka/netshoot -- nc -vz -w 5 203.0.113.4 443",
  ]));

test("since when a verdict is what it is comes from the history, and is absent where that tells nothing", () => {
  const past = { changedAt: new Map([["a/deploy/web~dns:api.stripe.com~443-tcp", "2026-04-16T02:08:51.000Z"]]), changes: [] };
  expect(workload([replica("aaaaa"), DENY], { past }).outgoing.map(({ toTitle, changedAt }) => [toTitle, changedAt])).toEqual([["api.stripe.com", "2026-04-16T02:08:51.000Z"], ["db.example", null]]);
});

test.each<{ readonly name: string; readonly asked: AskedPod; readonly gone: string | null }>([
  { name: "a pod that is there", asked: { name: "web-7d9f8c6b5d-aaaaa" }, gone: null },
  { name: "one that went", asked: { name: "web-7d9f", gone: { at: "2026-04-16T02:20:10.000Z" } }, gone: "Pod web-7d9f is gone (02:20Z). Showing Deployment web." },
  { name: "one of which nobody saw that it went", asked: { name: "web-7d9f", gone: { at: undefined } }, gone: "Pod web-7d9f is gone. Showing Deployment web." },
])("found through $name", ({ asked, gone }) => expect(workload([replica("aaaaa")], { asked }).asked).toEqual({ pod: asked.name, gone }));

test("what was read of it stands as a manifest", () => expect(workload([replica("aaaaa")]).yaml).toContain("kind: Pod\n"));
