import type { ServedResource } from "#lib/policy/dialect.ts";
import type { EngineName } from "#lib/policy/engines.ts";
import { PODS } from "#lib/policy/unread.ts";
import { type Agent, type Sighting, hasAwsAgent, isSystem, sightingOf } from "./agents.ts";
import type { Snapshot } from "./snapshot.ts";

/** Which engine was found in a live cluster. */
export interface DetectedEngine {
  readonly engine: EngineName | "none";
  /** What tells so, each in a few words. */
  readonly evidence: readonly string[];
  /** What to bear in mind about the choice. */
  readonly notes: readonly string[];
  /** Whether it settles what is enforced and what is not. */
  readonly isSure: boolean;
  /** What was found in place of an engine. */
  readonly cni?: string;
}

/** The API groups that come with an engine. By themselves they may be left over: they count only where no pods could be seen. */
const GROUPS: readonly { readonly groups: readonly string[]; readonly name: string; readonly engine: EngineName | "other" }[] = [
  { groups: ["cilium.io"], name: "Cilium", engine: "cilium" },
  { groups: ["crd.projectcalico.org", "projectcalico.org"], name: "Calico", engine: "calico" },
  { groups: ["k8s.ovn.org"], name: "OVN-Kubernetes", engine: "ovn-kubernetes" },
  { groups: ["networking.k8s.aws"], name: "AWS VPC CNI", engine: "vpc-cni" },
  { groups: ["crd.antrea.io"], name: "Antrea", engine: "other" },
];

/** @returns undefined where nothing tells */
export function detectEngine({ facts, unread }: Pick<Snapshot, "facts" | "unread">, served: readonly ServedResource[]): DetectedEngine | undefined {
  const sightings = facts.flatMap((fact) => (fact.kind === "pod" && !fact.finished ? (sightingOf(fact) ?? []) : []));
  const isServed = (group: string): boolean => served.some((one) => one.group === group);
  const awsAgent = sightings.some(({ pod }) => hasAwsAgent(pod)) || isServed("networking.k8s.aws");
  const enforces = ({ engine }: Agent): boolean => engine !== "idle" && (engine !== "vpc-cni" || awsAgent);
  const enforcing = unchained(new Set(sightings.map(({ agent }) => agent).filter(enforces)));
  const evidence = evidenceOf(sightings);
  if (enforcing.length > 0) return chosen(enforcing, [...evidence, ...(enforcing.some(({ engine }) => engine === "vpc-cni") ? [awsEvidence(sightings)] : [])], true);
  const unseen = unread.of(PODS).filter(({ namespace }) => namespace === undefined || isSystem(namespace));
  if (unseen.length > 0) return byGroups(evidence, isServed);
  const [idle] = sightings;
  if (!idle) return undefined;
  return { engine: "none", evidence: [...evidence, ...(idle.agent.engine === "vpc-cni" ? ["without its network policy agent"] : [])], notes: [], isSure: true, cni: idle.agent.name };
}

/** Cilium and Calico can police what another CNI connects: then that one's own agent does not. */
function unchained<T extends { readonly engine: Agent["engine"] }>(found: ReadonlySet<T>): readonly T[] {
  const chaining = [...found].some(({ engine }) => engine === "cilium" || engine === "calico");
  return [...found].filter(({ engine }) => !chaining || engine !== "vpc-cni");
}

function chosen(enforcing: readonly Pick<Agent, "name" | "engine">[], evidence: readonly string[], isSure: boolean): DetectedEngine {
  const names = enforcing.map(({ name }) => name);
  const [only, second] = enforcing;
  if (second) return { engine: "kubernetes", evidence, notes: [`more than one that enforces policies was found (${names.join(", ")}): judged as Kubernetes documents them`], isSure: false };
  if (!only || only.engine === "other" || only.engine === "idle") return { engine: "kubernetes", evidence, notes: [`${names.join("")} is judged as Kubernetes documents policies`], isSure };
  const notes = only.engine === "vpc-cni" ? ["AWS VPC CNI's network policy agent is taken to be switched on (enable-network-policy): that is not among what is read"] : [];
  return { engine: only.engine, evidence, notes, isSure };
}

function byGroups(evidence: readonly string[], isServed: (group: string) => boolean): DetectedEngine | undefined {
  const found = unchained(new Set(GROUPS.filter(({ groups }) => groups.some(isServed))));
  if (found.length === 0) return undefined;
  const served = found.flatMap(({ groups }) => groups.filter(isServed)).map((group) => `the API group ${group} is served`);
  return chosen(found, [...served, ...evidence, "its pods could not be read, so this has less weight"], false);
}

/** `12 pods k8s-app=cilium in kube-system`. */
function evidenceOf(sightings: readonly Sighting[]): readonly string[] {
  const alike = Map.groupBy(sightings, ({ by, pod }) => `${by} in ${pod.namespace}`);
  return [...alike].map(([what, same]) => `${same.length} ${same.length === 1 ? "pod" : "pods"} ${what}`);
}

const awsEvidence = (sightings: readonly Sighting[]): string =>
  sightings.some(({ pod }) => hasAwsAgent(pod)) ? "with aws-network-policy-agent" : "the API group networking.k8s.aws is served";
