import { expect, test } from "vitest";
import { answer } from "#lib/check/answer.ts";
import { capture } from "#lib/check/capture.ts";
import { contextOf } from "#lib/check/context.ts";
import { parseEnd, parseTarget } from "#lib/check/ids.ts";
import { ingestText } from "#lib/cluster/documents/ingest.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import { asYaml } from "#lib/cluster/write/text.ts";
import { gapText } from "#lib/describe/gaps.ts";
import type { Context } from "#lib/check/context.ts";
import type { ApiServer } from "#apiserver/server.ts";
import { Live, pod, policy, twoPods } from "./live.fixture.ts";

const QUESTIONS = [["a/web", "203.0.113.4:443"], ["b/web", "203.0.113.4:443"], ["a/web", "b/web:80"], ["b/web", "a/web:80"], ["b/web", "10.0.0.77:80"], ["a/calls", "db.example:5432"], ["a/gone", "b/web:80"]] as const;

function verdicts(context: Context): readonly string[] {
  return QUESTIONS.map(([from, to]) => {
    const { folded, code } = answer({ from: parseEnd(from, "from"), ...parseTarget(to) }, context);
    return `${from} → ${to}: ${code} ${folded.gaps.map(gapText).join("; ")}`;
  });
}

const CANARY = "canary-52a1";

function furnish(api: ApiServer): void {
  twoPods(api);
  api.install("cilium.io");
  api.put(pod("a/calls", "10.0.0.3", { containers: [{ name: "c", image: "x:1", args: [CANARY], env: [{ name: "DB", value: "db.example:5432" }, { name: "PASSWORD", value: CANARY }] }] }));
  const annotated = policy("b/in", { podSelector: {}, policyTypes: ["Ingress"], ingress: [{ from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "a" } } }] }] });
  api.put({ ...annotated, metadata: { ...annotated.metadata, annotations: { note: CANARY } } });
}

test.each([
  { name: "with all rights", rules: [{ verbs: ["list", "watch"], apiGroups: ["*"], resources: ["*"] }], namespaces: [] },
  { name: "without NetworkPolicies", rules: [{ verbs: ["list", "watch"], apiGroups: ["", "discovery.k8s.io", "cilium.io"], resources: ["*"] }], namespaces: [] },
  { name: "without Cilium's kinds", rules: [{ verbs: ["list", "watch"], apiGroups: ["", "discovery.k8s.io", "networking.k8s.io"], resources: ["*"] }], namespaces: [] },
  { name: "with rights in one namespace", rules: [{ verbs: ["list", "watch"], apiGroups: ["*"], resources: ["*"], namespaces: ["a"] }], namespaces: ["a"] },
])("a snapshot of a live cluster, read $name, gives the same verdicts, and holds nothing that was not to be kept", async ({ rules, namespaces }) => {
  const live = await new Live({ token: "t", namespaces, prepare: (api) => (furnish(api), api.access.grant("t", { user: "whydrop", groups: [], rules })) }).start(20_000);
  const { context, readAt } = live.source.state;
  const text = asYaml(capture(context, { name: "c", at: readAt }));
  const { facts, problems } = ingestText("cluster.yaml", "yaml", text);
  expect(verdicts(contextOf(new Snapshot(facts, problems)))).toEqual(verdicts(context));
  expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(text).not.toContain(CANARY);
  expect(text).toContain("db.example:5432");
  await live.end();
});
