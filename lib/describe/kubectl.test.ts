import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { ingestText } from "#lib/cluster/documents/ingest.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import { answer } from "#lib/check/answer.ts";
import { contextOf } from "#lib/check/context.ts";
import { parseEnd, parseTarget } from "#lib/check/ids.ts";
import { kubectlSteps, quote } from "./kubectl.ts";

const CLUSTER = `
apiVersion: v1
kind: Pod
metadata: {name: api, namespace: default}
spec: {nodeName: worker-1, containers: [{name: app, image: "api:1"}]}
status: {podIP: 10.0.0.7}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: deny, namespace: default}
spec: {podSelector: {}, policyTypes: [Egress]}
`;

const commandsFor = (from: string, to: string): readonly string[] => {
  const { facts, problems } = ingestText("cluster.yaml", "yaml", CLUSTER);
  const context = contextOf(new Snapshot(facts, problems));
  return kubectlSteps(answer({ from: parseEnd(from, "from"), ...parseTarget(to) }, context)).map(({ command }) => command);
};

test("the debug steps go from the outside in, with every name and port", () => {
  expect(commandsFor("default/api", "203.0.113.4:443")).toEqual([
    "kubectl exec -n default pod/api -- wget -qO- --timeout=3 http://kubernetes.default",
    "kubectl debug -n default pod/api -it --image=nicolaka/netshoot -- nc -vz -w 5 203.0.113.4 443",
    "kubectl debug node/worker-1 -it --image=busybox -- nc -vz -w 5 203.0.113.4 443",
    "kubectl get networkpolicy -n default",
    "kubectl describe networkpolicy -n default deny",
  ]);
});

test("a source outside has no pod to look from", () => expect(commandsFor("203.0.113.4", "default/api:80")).toEqual([]));

test.each(["plain", "with space", "it's", "; rm -rf x", "$(id)", "`id`", "a\nb", "*", "-n", ""])("a shell reads %j back as it is", (word) => {
  expect(execFileSync("sh", ["-c", `printf %s ${quote(word)}`], { encoding: "utf8" })).toBe(word);
});
