import type { Outgoing } from "./calls.ts";
import type { PlannedNamespace } from "./plan.ts";

/** What can be wrong in a namespace, each as platform teams meet it. */
export type Fault = "dns" | "typo" | "port" | "team" | "outside" | "rollout";

/** A namespace in so many has one. */
const EVERY = 25;

const KINDS: readonly Fault[] = ["outside", "dns", "port", "typo", "rollout", "team"];

/** Gives faults in turns, each to the next namespace that it fits; none to whom no policy limits. */
export function faultsOf(teams: readonly PlannedNamespace[], outgoing: ReadonlyMap<PlannedNamespace, Outgoing>, callers: ReadonlyMap<PlannedNamespace, readonly PlannedNamespace[]>): ReadonlyMap<PlannedNamespace, Fault> {
  const found = new Map<PlannedNamespace, Fault>();
  const wanted = Math.max(2, Math.round(teams.length / EVERY));
  for (let turn = 0; turn < wanted; turn++) {
    const from = Math.floor((turn * teams.length) / wanted);
    const order = KINDS.map((_, index) => KINDS[(turn + index) % KINDS.length]);
    const near = [...teams.slice(from, from + EVERY), ...teams.slice(0, from)];
    const fit = order.flatMap((fault) => near.filter((namespace) => fault !== undefined && !namespace.open && !found.has(namespace) && fits(fault, namespace, outgoing.get(namespace), callers.get(namespace) ?? [])).map((namespace) => ({ namespace, fault })))[0];
    if (fit?.fault) found.set(fit.namespace, fit.fault);
  }
  return found;
}

function fits(fault: Fault, { workloads }: PlannedNamespace, outgoing: Outgoing | undefined, callers: readonly PlannedNamespace[]): boolean {
  const has = (tier: string): boolean => workloads.some((workload) => workload.tier === tier);
  switch (fault) {
    case "dns":
      return has("worker") && workloads.some(({ tier, calls }) => tier === "worker" && calls.length > 0);
    case "typo":
      return has("db") && has("api");
    case "port":
    case "team":
      return callers.some(({ open }) => !open);
    case "outside":
      return (outgoing?.outside.length ?? 0) > 0;
    case "rollout":
      return (outgoing?.outside ?? []).some(({ by }) => workloads.some(({ tier, replicas }) => tier === by && replicas > 1));
  }
}
