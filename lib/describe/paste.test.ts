import { expect, test } from "vitest";
import { answerOf, cluster, contextFrom, namespace, pod, policy } from "#lib/check/fixture.ts";
import { judgeDeclared } from "#lib/graph/connections.ts";
import { workloadJson } from "#lib/graph/workload.ts";
import { asMarkdown } from "./markdown.ts";
import { report } from "./report.ts";
import { slackHtml, slackText } from "./slack.ts";
import { shortSymptom, stopText, symptom } from "./symptom.ts";
import { workloadMarkdown, workloadSlack } from "./workload.ts";

const WEB = pod("a/web", { labels: "app: web", ip: "10.244.0.2" });
const DENY = policy("a/p", "podSelector: {}, policyTypes: [Egress]");
const CATALOGUE = "{apiVersion: whydrop.dev/v1alpha1, kind: DestinationCatalog, metadata: {name: d}, spec: {destinations: [{host: api.stripe.com, addresses: [203.0.113.4], ports: [{port: 443}], usedBy: [a/pod/web]}]}}";
const blocked = answerOf(cluster(namespace("a"), WEB, DENY), "a/web", "203.0.113.4:443");

test("rich text says the same as the message for Slack, and nothing in it is markup of the cluster's", () => {
  const text = slackText(blocked, 'x"<b>&', "2026-04-16T02:13:40Z", "https://np.example/c/x/check?from=a/web&port=443");
  expect(slackHtml(text).split("<br>")).toEqual([
    "<p><b>Blocked by default deny:</b> no rule allows TCP 443 to 203.0.113.4",
    "From <code>a/web</code> · cluster <code>x&quot;&lt;b&gt;&amp;</code> · policies as of 02:13:40Z",
    "Egress is limited by <code>p</code>",
    "The client sees: hang, then timeout",
    '<a href="https://np.example/c/x/check?from=a/web&port=443">Live</a></p>',
  ]);
});

test("Markdown folds the policies' own text, whatever stands in it", () => {
  const lines = asMarkdown(report(blocked, null), undefined, [{ name: "NetworkPolicy a/<p>", yaml: "kind: NetworkPolicy\nnote: '```'\n" }]).split("\n");
  expect(lines.slice(lines.indexOf("<details>"))).toEqual(["<details>", "<summary>NetworkPolicy a/&lt;p&gt;</summary>", "", "````yaml", "kind: NetworkPolicy", "note: '```'", "````", "", "</details>", ""]);
});

const AGENT = pod("kube-system/kube-router-x", { labels: "k8s-app: kube-router" });
test.each([
  { name: "an engine that is not known: most drop", given: [], to: "203.0.113.4:443", says: "a hang, then a timeout: most CNIs drop silently", short: "hang, then timeout", stop: "DROPPED · no RST sent" },
  { name: "kube-router, where its pods are in the input: it refuses", given: [AGENT], to: "203.0.113.4:443", says: "refused at once: kube-router answers with ICMP port unreachable (connection refused, ECONNREFUSED)", short: "refused at once", stop: "REFUSED" },
  { name: "the same with UDP", given: [AGENT], to: "203.0.113.4:443/udp", says: "ECONNREFUSED on the next send", short: "refused at once", stop: "REFUSED" },
])("the symptom of $name", ({ given, to, says, short, stop }) => {
  const answer = answerOf(cluster(namespace("a"), WEB, DENY, ...given), "a/web", to);
  expect(symptom(answer)).toContain(says);
  expect([shortSymptom(answer), stopText(answer)]).toEqual([short, stop]);
});

const CILIUM = "{apiVersion: whydrop.dev/v1alpha1, kind: Cluster, metadata: {name: c}, spec: {engine: cilium}}";
const SETTING = "{apiVersion: v1, kind: ConfigMap, metadata: {name: cilium-config, namespace: kube-system}, data: {policy-deny-response: icmp, debug: canary}}";
test.each([
  { name: "on the side of the caller, by IPv4", given: [WEB, DENY], to: "203.0.113.4:443", says: "refused at once: Cilium answers with ICMP administratively prohibited (no route to host, EHOSTUNREACH)" },
  { name: "not by IPv6", given: [pod("a/web", { labels: "app: web", ip: "fd00::2" }), DENY], to: "[2001:db8::1]:443", says: "Cilium drops silently" },
  { name: "not on the side of the destination", given: [WEB, pod("a/api", { ip: "10.244.0.3" }), policy("a/in", "podSelector: {}, policyTypes: [Ingress]")], to: "a/api:80", says: "Cilium drops silently" },
])("Cilium that is set to answer does so $name", ({ given, to, says }) => expect(symptom(answerOf(cluster(namespace("a"), CILIUM, SETTING, ...given), "a/web", to))).toContain(says));

test("an engine that is named drops by its name", () =>
  expect(symptom(answerOf(cluster(namespace("a"), WEB, DENY, CILIUM), "a/web", "203.0.113.4:443"))).toContain("Cilium drops silently"));

const context = contextFrom(cluster(namespace("a"), CATALOGUE, WEB, DENY));
const [view] = context.snapshot.residents.workloads;
test("a workload for a channel: what limits it, what is blocked, and the page", () => {
  if (!view) throw new Error("there is no workload");
  const workload = workloadJson(view, { id: "c", context, revision: 1, readAt: "2026-04-16T02:13:40Z" }, judgeDeclared(context));
  expect(workloadSlack(workload, "https://np.example/x").split("\n")).toEqual([
    "*a/web* (Pod) · cluster `c` · policies as of 02:13:40Z",
    "Egress limited by 1 policy: p; ingress open (no policy limits it)",
    "1 blocked destination · 0 allowed",
    "• `api.stripe.com` 443/tcp: no egress rule allows it",
    "<https://np.example/x|Live>",
  ]);
  const markdown = workloadMarkdown(workload, "https://np.example/x");
  expect(markdown).toContain("| api.stripe.com | 443/tcp | `BLOCKED_DEFAULT` | p selects a/web; it does not allow TCP 443 to 203.0.113.4 (api.stripe.com) |");
  expect(markdown).toContain("> Without p: egress opens to everything, since it is the last policy that limits it. 1 of 1 declared connection changes: api.stripe.com 443/tcp becomes allowed.");
});
