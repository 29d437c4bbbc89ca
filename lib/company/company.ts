import type { JsonMap } from "#lib/source/map.ts";
import { type Outgoing, configureCalls } from "./calls.ts";
import { Chance } from "./chance.ts";
import { type Fault, faultsOf } from "./faults.ts";
import { Manifests, POD_CIDR } from "./manifests.ts";
import { type Destination, catalogueOf, destinationsFor } from "./outside.ts";
import { type PlannedNamespace, planTeams } from "./plan.ts";
import { type Allowing, type Style, sharedPolicies, teamPolicies } from "./policies.ts";
import { planShared } from "./shared.ts";
import { sizeOf } from "./size.ts";

const SEED = 20_260_416;

/** The id and the name of the cluster. */
export const companyName = (pods: number): string => `scale-${pods}`;

/** All objects of a company's cluster with so many pods, the same every time: it looks as if teams had made it, and a little of it is wrong. */
export function companyOf(pods: number): readonly JsonMap[] {
  const size = sizeOf(pods);
  const chance = new Chance(SEED);
  const shared = planShared(size);
  const running = shared.flatMap(({ workloads }) => workloads).reduce((sum, { replicas }) => sum + replicas, 0);
  const teams = planTeams(size, { namespaces: shared.length, pods: running }, chance);
  const destinations = destinationsFor(size.namespaces);
  const outgoing = configureCalls(teams, destinations, chance);
  const callers = callersOf(outgoing);
  const faults = faultsOf(teams, outgoing, callers);
  rollOut(faults, outgoing);

  const manifests = new Manifests(size.nodes, chance);
  const spaces = [...shared, ...teams];
  return [
    clusterOf(pods),
    catalogueOf(destinations),
    watchListOf(outgoing),
    ...manifests.nodes(),
    ...spaces.flatMap((space) => manifests.namespace(space)),
    ...policiesOf(shared, teams, (namespace) => ({ outgoing: outgoing.get(namespace) ?? NOTHING, callers: callers.get(namespace) ?? [], fault: faults.get(namespace) }), size.policies),
  ];
}

const NOTHING: Outgoing = { others: [], outside: [] };

function callersOf(outgoing: ReadonlyMap<PlannedNamespace, Outgoing>): ReadonlyMap<PlannedNamespace, readonly PlannedNamespace[]> {
  const pairs = [...outgoing].flatMap(([caller, { others }]) => others.map((called) => ({ caller, called })));
  return new Map([...Map.groupBy(pairs, ({ called }) => called)].map(([called, same]) => [called, same.map(({ caller }) => caller)]));
}

/** Where the fault is a rollout, a third of the pods are of the next version. */
function rollOut(faults: ReadonlyMap<PlannedNamespace, Fault>, outgoing: ReadonlyMap<PlannedNamespace, Outgoing>): void {
  for (const [namespace, fault] of faults) {
    if (fault !== "rollout") continue;
    const tiers = new Set(outgoing.get(namespace)?.outside.map(({ by }) => by));
    for (const workload of namespace.workloads) if (tiers.has(workload.tier) && workload.replicas > 1) workload.rolledOut = Math.ceil(workload.replicas / 3);
  }
}

/** As many as were asked for, where that can be: teams say the same in fewer policies or in more. */
function policiesOf(shared: readonly PlannedNamespace[], teams: readonly PlannedNamespace[], allowing: (namespace: PlannedNamespace) => Allowing, wanted: number): readonly JsonMap[] {
  const platform = sharedPolicies(shared);
  const by = (style: Style) => (namespace: PlannedNamespace): readonly JsonMap[] => teamPolicies(namespace, allowing(namespace), style);
  const written = teams.map(by(0));
  let missing = wanted - platform.length - written.reduce((sum, list) => sum + list.length, 0);
  for (const [index, namespace] of teams.entries()) {
    for (const style of [3, 2, 1] as const) {
      const fuller = by(style)(namespace);
      const more = fuller.length - (written[index]?.length ?? 0);
      if (more <= 0 || more > missing) continue;
      written[index] = fuller;
      missing -= more;
      break;
    }
  }
  return [...platform, ...written.flat()];
}

const clusterOf = (pods: number): JsonMap => ({
  apiVersion: "whydrop.dev/v1alpha1", kind: "Cluster", metadata: { name: companyName(pods) },
  spec: { summary: `A company of ${pods.toLocaleString("en-US")} pods, generated: the same every time.`, region: "us-east-1", version: "v1.30", engine: "calico", podCIDRs: [POD_CIDR] },
});

/** What people depend on: the first destinations outside that somebody calls. */
function watchListOf(outgoing: ReadonlyMap<PlannedNamespace, Outgoing>): JsonMap {
  const used = [...outgoing].flatMap(([namespace, { outside }]) => outside.map(({ by, to }) => ({ namespace, by, to })));
  const first = new Map<Destination, (typeof used)[number]>();
  for (const one of used) if (!first.has(one.to)) first.set(one.to, one);
  const checks = [...first.values()].slice(0, 8).map(({ namespace, by, to }) => ({ name: `${namespace.name} reaches ${to.provider}`, from: `${namespace.name}/deploy/${by}`, to: to.host, port: to.port, expect: "allow" }));
  return { apiVersion: "whydrop.dev/v1alpha1", kind: "WatchList", metadata: { name: "must-work" }, spec: { checks } };
}
