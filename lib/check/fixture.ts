import { ingestText } from "#lib/cluster/documents/ingest.ts";
import { mergeTwins } from "#lib/cluster/merge.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import { type Answer, answer } from "./answer.ts";
import { type Context, type Settings, contextOf } from "./context.ts";
import { parseEnd, parseTarget } from "./ids.ts";
import type { Verdict } from "./spread.ts";

/** The cluster that these documents describe, read as a manifest is. */
export function contextFrom(yaml: string, settings: Settings = {}): Context {
  const { facts, problems } = mergeTwins(ingestText("cluster.yaml", "yaml", yaml));
  return contextOf(new Snapshot(facts, problems), settings);
}

/** @param from, to ids as on the command line: `a/web`, `ip:203.0.113.4:443` */
export const asking = (context: Context, from: string, to: string): Answer => answer({ from: parseEnd(from, "from"), ...parseTarget(to) }, context);

export const answerOf = (yaml: string, from: string, to: string, settings: Settings = {}): Answer => asking(contextFrom(yaml, settings), from, to);

export const verdictOf = (yaml: string, from: string, to: string, settings: Settings = {}): Verdict => answerOf(yaml, from, to, settings).folded.verdict;

export const cluster = (...documents: readonly string[]): string => documents.join("\n---\n");

/** What a test says of a pod beside its labels; `ports` as in a container, `spec` and `status` as more YAML of the flow style. */
export interface PodText {
  readonly labels?: string;
  readonly ip?: string;
  readonly ips?: readonly string[];
  readonly node?: string;
  readonly hostIP?: string;
  readonly hostNetwork?: boolean;
  readonly ports?: string;
  readonly phase?: string;
  readonly owner?: string;
  readonly spec?: string;
}

/** @param id `a/web` */
export function pod(id: string, text: PodText = {}): string {
  const { labels = "", ip, ips = ip === undefined ? [] : [ip], node, hostIP, hostNetwork, ports, phase = "Running", owner, spec = "" } = text;
  const metadata = `${named(id)}, labels: {${labels}}${owner === undefined ? "" : `, ownerReferences: [{apiVersion: v1, controller: true, uid: u, ${owner}}]`}`;
  const parts = [
    `containers: [{name: app, image: "app:1"${ports === undefined ? "" : `, ports: [${ports}]`}}]`,
    ...(node === undefined ? [] : [`nodeName: ${node}`]),
    ...(hostNetwork ? ["hostNetwork: true"] : []),
    ...(spec === "" ? [] : [spec]),
  ];
  const status = [
    `phase: ${phase}`,
    ...(ips[0] === undefined ? [] : [`podIP: "${ips[0]}", podIPs: [${ips.map((one) => `{ip: "${one}"}`).join(", ")}]`]),
    ...(hostIP === undefined ? [] : [`hostIP: "${hostIP}"`]),
  ];
  return `{apiVersion: v1, kind: Pod, metadata: {${metadata}}, spec: {${parts.join(", ")}}, status: {${status.join(", ")}}}`;
}

export const namespace = (name: string, labels = ""): string => `{apiVersion: v1, kind: Namespace, metadata: {name: ${name}, labels: {${labels}}}}`;

/** @param spec in the flow style, without its braces */
export const policy = (id: string, spec: string): string => `{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {${named(id)}}, spec: {${spec}}}`;

export const service = (id: string, spec: string, more = ""): string => `{apiVersion: v1, kind: Service, metadata: {${named(id)}}, spec: {${spec}}${more}}`;

export const workload = (kind: string, id: string, labels: string, pods = "", more = ""): string =>
  `{apiVersion: apps/v1, kind: ${kind}, metadata: {${named(id)}${more}}, spec: {template: {metadata: {labels: {${labels}}}, spec: {containers: [{name: app, image: "app:1"}]${pods}}}}}`;

/** @param addresses of the node */
export const node = (name: string, ...addresses: readonly string[]): string =>
  `{apiVersion: v1, kind: Node, metadata: {name: ${name}}, status: {addresses: [${addresses.map((address) => `{type: InternalIP, address: "${address}"}`).join(", ")}]}}`;

const named = (id: string): string => {
  const [space = "", name = ""] = id.split("/");
  return `name: ${name}, namespace: ${space}`;
};
