import type { Cidr } from "#lib/net/cidr.ts";
import type { Snapshot } from "#lib/cluster/snapshot.ts";
import { surroundingsOf } from "#lib/cluster/surroundings.ts";
import { CompiledPolicies } from "#lib/policy/compiled.ts";
import { type LookedUp, sameAddresses } from "./lookedup.ts";
import { knownNames } from "./namebook.ts";
import { ENGINES, type Engine, isEngineName } from "#lib/policy/engines.ts";

/** What questions are asked of: a snapshot, and what the user said about it. */
export interface Context {
  /** All that is held, also what is too old for a verdict. */
  readonly snapshot: Snapshot;
  /** What verdicts rest on. */
  readonly known: Snapshot;
  /** As the engine has them. */
  readonly policies: CompiledPolicies;
  readonly engine: Engine;
  readonly engineBy: EngineBy;
  readonly podCidrs: readonly Cidr[];
  /** What a resolver said, by name in lower case: for a live cluster, and with `--resolve`. */
  readonly lookedUp: ReadonlyMap<string, LookedUp>;
}

/** How the engine was chosen. */
export type EngineBy = "given" | "cluster" | "policies" | "default";

export interface Settings {
  readonly engine?: Engine;
  readonly podCidrs?: readonly Cidr[];
  readonly lookedUp?: ReadonlyMap<string, LookedUp>;
}

/** Flags win over the Cluster object, and that over what the policies' kinds tell. */
export function contextOf(snapshot: Snapshot, settings: Settings = {}): Context {
  const { engine, by } = chooseEngine(snapshot, settings.engine);
  const given = settings.podCidrs ?? [];
  const lookedUp = settings.lookedUp ?? new Map<string, LookedUp>();
  const { known } = snapshot;
  const { accepted, doubts, supports } = known.standings;
  const around = surroundingsOf(known, knownNames(known, lookedUp));
  const policies = new CompiledPolicies(accepted, { doubts, supports, around, engine, engineIsTold: by === "given" || by === "cluster" });
  return { snapshot, known, policies, engine, engineBy: by, podCidrs: given.length > 0 ? given : (snapshot.cluster?.podCidrs ?? []), lookedUp };
}

/** The same context, told what its names resolve to now: rules by name count those addresses too. */
export function withLookups(context: Context, lookedUp: ReadonlyMap<string, LookedUp>): Context {
  // Policies know of names by their addresses alone: a later time is no reason to compile them again.
  if (sameAddresses(context.lookedUp, lookedUp)) return { ...context, lookedUp };
  const { snapshot, engine, engineBy, podCidrs } = context;
  return contextOf(snapshot, { podCidrs, lookedUp, ...(engineBy === "given" && { engine }) });
}

function chooseEngine(snapshot: Snapshot, given: Engine | undefined): { readonly engine: Engine; readonly by: EngineBy } {
  if (given) return { engine: given, by: "given" };
  const named = snapshot.cluster?.engine;
  if (named !== undefined && isEngineName(named)) return { engine: ENGINES[named], by: "cluster" };
  const objects = [...snapshot.notEvaluated, ...snapshot.policyFacts.map(({ reading }) => reading)];
  const groups = new Set(objects.map(({ ref }) => ref.apiVersion.split("/")[0]));
  if (groups.has("cilium.io")) return { engine: ENGINES.cilium, by: "policies" };
  if (groups.has("crd.projectcalico.org") || groups.has("projectcalico.org")) return { engine: ENGINES.calico, by: "policies" };
  return { engine: ENGINES.kubernetes, by: "default" };
}
