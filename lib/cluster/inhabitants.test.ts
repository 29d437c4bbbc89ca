import { expect, test } from "vitest";
import { ingestText } from "./documents/ingest.ts";
import { Snapshot } from "./snapshot.ts";

const pod = (name: string, owner: string, labels = ""): string => `
apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  namespace: shop
  labels: {${labels}}
  ownerReferences: [${owner}]
spec: {containers: [{name: app, image: "app:1"}]}
`;
const controlledBy = (kind: string, name: string): string => `{apiVersion: v1, kind: ${kind}, name: ${name}, uid: u, controller: true}`;

test.each([
  { name: "a ReplicaSet named by its template hash belongs to the Deployment", yaml: pod("web-5d9f-x", controlledBy("ReplicaSet", "web-5d9f"), "pod-template-hash: 5d9f"), id: "shop/deploy/web" },
  { name: "a ReplicaSet of its own is itself the workload", yaml: pod("web-x", controlledBy("ReplicaSet", "web")), id: "shop/rs/web" },
  { name: "a scheduled Job belongs to the CronJob", yaml: pod("report-29000-x", controlledBy("Job", "report-29000")), id: "shop/cronjob/report" },
  { name: "a Job of its own is itself the workload", yaml: pod("migrate-x", controlledBy("Job", "migrate")), id: "shop/job/migrate" },
  { name: "a static pod is owned by its node, and is a Pod", yaml: pod("kube-proxy-n1", controlledBy("Node", "n1")), id: "shop/pod/kube-proxy-n1" },
  { name: "a pod of an operator's own kind is a Pod", yaml: pod("db-0", controlledBy("PostgresCluster", "db")), id: "shop/pod/db-0" },
  { name: "a bare pod is a Pod", yaml: pod("once", ""), id: "shop/pod/once" },
])("$name", ({ yaml, id }) => {
  const { facts, problems } = ingestText("cluster.yaml", "yaml", yaml);
  expect(problems).toEqual([]);
  expect(new Snapshot(facts, problems).residents.workloads.map((workload) => workload.id)).toEqual([id]);
});
