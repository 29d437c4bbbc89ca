import type { Chance } from "./chance.ts";
import type { Size } from "./size.ts";
import { AREAS, TEAMS } from "./words.ts";

/** What a workload is for, by which policies tell them apart. */
export type Tier = "web" | "api" | "worker" | "db" | "cache" | "job" | "agent";

export interface Port {
  readonly name: string;
  readonly number: number;
  readonly protocol: "TCP" | "UDP";
}

export interface PlannedWorkload {
  readonly namespace: string;
  readonly name: string;
  readonly kind: "Deployment" | "StatefulSet" | "DaemonSet" | "CronJob";
  readonly tier: Tier;
  /** Pods; of a DaemonSet one a node, of a CronJob none. */
  replicas: number;
  readonly ports: readonly Port[];
  readonly labels: Readonly<Record<string, string>>;
  readonly image: string;
  readonly hostNetwork: boolean;
  /** `VARIABLE` and URL, as its containers are configured. */
  readonly calls: [string, string][];
  /** How many of its pods are of the next version already. */
  rolledOut: number;
}

export interface PlannedNamespace {
  readonly name: string;
  readonly team: string;
  /** Nobody has written a policy for it. */
  readonly open: boolean;
  readonly shared: boolean;
  readonly workloads: readonly PlannedWorkload[];
}

export const NAME_LABEL = "app.kubernetes.io/name";
export const TIER_LABEL = "app.kubernetes.io/component";
export const HTTP: Port = { name: "http", number: 8080, protocol: "TCP" };
export const METRICS: Port = { name: "metrics", number: 9102, protocol: "TCP" };
const POSTGRES: Port = { name: "postgres", number: 5432, protocol: "TCP" };
const REDIS: Port = { name: "redis", number: 6379, protocol: "TCP" };

/** Which tiers teams have together in a namespace; more often what stands here twice. */
const SHAPES: readonly (readonly Tier[])[] = [
  ["api", "db"], ["web", "api", "db"], ["web", "api", "db"], ["api", "worker", "db"], ["api", "worker", "db"], ["web", "api", "cache"], ["api", "worker", "db", "cache"],
  ["web", "api", "worker", "db"], ["web", "api", "worker", "db", "cache"], ["api", "worker"], ["worker", "db", "job"], ["api", "db", "job"],
];

const MADE: Readonly<Record<Exclude<Tier, "agent">, Pick<PlannedWorkload, "kind" | "ports" | "image">>> = {
  web: { kind: "Deployment", ports: [HTTP, METRICS], image: "registry.company.example/web:3" },
  api: { kind: "Deployment", ports: [HTTP, METRICS], image: "registry.company.example/api:12" },
  worker: { kind: "Deployment", ports: [METRICS], image: "registry.company.example/worker:12" },
  db: { kind: "StatefulSet", ports: [POSTGRES], image: "postgres:16.2" },
  cache: { kind: "StatefulSet", ports: [REDIS], image: "redis:7.2" },
  job: { kind: "CronJob", ports: [], image: "registry.company.example/job:4" },
};

/** The teams' own namespaces, with replicas so that all pods together are as many as were asked for. */
export function planTeams(size: Size, taken: { readonly namespaces: number; readonly pods: number }, chance: Chance): readonly PlannedNamespace[] {
  const namespaces = Array.from({ length: size.namespaces - taken.namespaces }, (_, index) => planTeam(index, chance));
  fillUp(namespaces.flatMap(({ workloads }) => workloads), size.pods - taken.pods, chance);
  return namespaces;
}

function planTeam(index: number, chance: Chance): PlannedNamespace {
  const team = TEAMS[index % TEAMS.length] ?? "team";
  const turn = Math.floor(index / TEAMS.length);
  const area = AREAS[turn % AREAS.length] ?? "area";
  const again = Math.floor(turn / AREAS.length);
  const name = `${team}-${area}${again === 0 ? "" : `-${again + 1}`}`;
  return { name, team, open: chance.is(0.24), shared: false, workloads: chance.pick(SHAPES).map((tier) => planWorkload(name, tier, chance)) };
}

function planWorkload(namespace: string, tier: Tier, chance: Chance): PlannedWorkload {
  if (tier === "agent") throw new Error("agents are everybody's");
  const { kind, ports, image } = MADE[tier];
  const name = tier === "job" ? "nightly" : tier;
  const replicas = tier === "job" ? 0 : tier === "db" ? chance.between(1, 3) : tier === "cache" ? chance.between(1, 2) : 1;
  const labels = { [NAME_LABEL]: name, "app.kubernetes.io/part-of": namespace, [TIER_LABEL]: tier };
  return { namespace, name, kind, tier, replicas, ports, labels, image, hostNetwork: false, calls: [], rolledOut: 0 };
}

/** What is left of the pods goes to what can have any number of them, to one more and to another less. */
function fillUp(workloads: readonly PlannedWorkload[], pods: number, chance: Chance): void {
  const elastic = workloads.filter(({ kind }) => kind === "Deployment");
  let left = pods - workloads.reduce((sum, { replicas }) => sum + replicas, 0);
  const weights = elastic.map(() => 0.4 + chance.next());
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const more = weights.map((weight) => Math.max(0, Math.floor((left * weight) / all)));
  for (const [index, workload] of elastic.entries()) {
    workload.replicas += more[index] ?? 0;
    left -= more[index] ?? 0;
  }
  for (let index = 0; left > 0 && elastic.length > 0; index = (index + 1) % elastic.length, left--) {
    const workload = elastic[index];
    if (workload) workload.replicas++;
  }
}
