import type { Cidr } from "#lib/net/cidr.ts";
import type { Snapshot } from "#lib/cluster/snapshot.ts";
import { sightingOf } from "#lib/cluster/agents.ts";
import { type DetectedEngine, detectEngine } from "#lib/cluster/enginedetection.ts";
import { surroundingsOf } from "#lib/cluster/surroundings.ts";
import type { Policy } from "#lib/policy/algebra.ts";
import { CompiledPolicies } from "#lib/policy/compiled.ts";
import type { ServedResource } from "#lib/policy/dialect.ts";
import { type LookedUp, sameAddresses } from "./lookedup.ts";
import { knownNames } from "./namebook.ts";
import { supportsServed } from "#lib/policy/dialects.ts";
import { ENGINES, type Engine, engineNamed } from "#lib/policy/engines.ts";
import { identityOf } from "#lib/source/identity.ts";
import type { ObjectRef } from "#lib/source/object.ts";

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
  /** What a live cluster's engine was told by, where it was. */
  readonly detected?: DetectedEngine;
  /** What of the cluster's network answers what a policy denies, in place of dropping it. */
  readonly refusal?: Refusal;
  readonly served?: readonly ServedResource[];
}

/** Semantics §6.2. `prohibited`: of IPv4, on the side of the caller alone. */
export interface Refusal {
  readonly by: string;
  readonly how: "port-unreachable" | "prohibited";
}

/** How the engine was chosen. */
export type EngineBy = "given" | "cluster" | "detected" | "policies" | "default";

export interface Settings {
  readonly engine?: Engine;
  readonly podCidrs?: readonly Cidr[];
  readonly lookedUp?: ReadonlyMap<string, LookedUp>;
  /** What a live API server serves; absent for files. */
  readonly served?: readonly ServedResource[];
}

/** Flags win over the Cluster object, that over what is found in a live cluster, and that over what the policies' kinds tell. */
export function contextOf(snapshot: Snapshot, settings: Settings = {}): Context {
  const { engine, by, detected } = chooseEngine(snapshot, settings);
  const given = settings.podCidrs ?? [];
  const lookedUp = settings.lookedUp ?? new Map<string, LookedUp>();
  const { known } = snapshot;
  const refusal = refusalOf(snapshot, engine);
  const uncompiled = {
    snapshot, known, engine, engineBy: by, lookedUp, podCidrs: given.length > 0 ? given : (snapshot.cluster?.podCidrs ?? []),
    ...(detected && { detected }), ...(refusal && { refusal }), ...(settings.served && { served: settings.served }),
  };
  return { ...uncompiled, policies: compiled(uncompiled, known.standings.accepted) };
}

function refusalOf({ facts }: Snapshot, { name }: Engine): Refusal | undefined {
  if (name === "cilium") return facts.some((fact) => fact.kind === "configmap" && fact.answersDenied) ? { by: "Cilium", how: "prohibited" } : undefined;
  if (name !== "kubernetes") return undefined;
  for (const fact of facts) {
    const agent = fact.kind === "pod" && !fact.finished ? sightingOf(fact)?.agent : undefined;
    if (agent?.refuses) return { by: agent.name, how: "port-unreachable" };
  }
  return undefined;
}

function compiled({ snapshot, known, engine, engineBy: by, lookedUp, detected, served }: Omit<Context, "policies">, accepted: readonly Policy[]): CompiledPolicies {
  const { doubts, supports } = known.standings;
  const around = surroundingsOf(known, knownNames(known, lookedUp));
  const told = by === "given" || (by === "cluster" && snapshot.cluster?.engineUncertain !== true) || detected?.isSure === true;
  return new CompiledPolicies(accepted, { doubts, supports: [...supports, ...supportsServed(servedIn(snapshot, served))], around, engine, engineIsTold: told });
}

/** The same cluster as if one policy object were deleted: what its verdicts would be then. */
export const withoutPolicy = (context: Context, gone: ObjectRef): Context => ({
  ...context,
  policies: compiled(context, context.known.standings.accepted.filter(({ ref }) => identityOf(ref) !== identityOf(gone))),
});

/** The same context, told what its names resolve to now: rules by name count those addresses too. */
export function withLookups(context: Context, lookedUp: ReadonlyMap<string, LookedUp>): Context {
  // Policies know of names by their addresses alone: a later time is no reason to compile them again.
  if (sameAddresses(context.lookedUp, lookedUp)) return { ...context, lookedUp };
  const { snapshot, engine, engineBy, podCidrs, served } = context;
  return contextOf(snapshot, { podCidrs, lookedUp, ...(served && { served }), ...(engineBy === "given" && { engine }) });
}

/** As the API server tells now, and as whoever wrote the Cluster object was told. */
const servedIn = ({ cluster }: Snapshot, served: readonly ServedResource[] = []): readonly ServedResource[] =>
  [...served, ...(cluster?.serves ?? []).map((name) => ({ resource: name.split(".")[0] ?? "", group: name.split(".").slice(1).join(".") }))];

interface Choice {
  readonly engine: Engine;
  readonly by: EngineBy;
  readonly detected?: DetectedEngine;
}

function chooseEngine(snapshot: Snapshot, { engine: given, served }: Settings): Choice {
  if (given) return { engine: given, by: "given" };
  const named = snapshot.cluster?.engine;
  const known = named === undefined ? undefined : engineNamed(named);
  if (known) return { engine: known, by: "cluster" };
  const detected = served && detectEngine(snapshot, served);
  if (detected) return { engine: engineNamed(detected.engine) ?? ENGINES.kubernetes, by: "detected", detected };
  const objects = [...snapshot.notEvaluated, ...snapshot.policyFacts.map(({ reading }) => reading)];
  const groups = new Set(objects.map(({ ref }) => ref.apiVersion.split("/")[0]));
  if (groups.has("cilium.io")) return { engine: ENGINES.cilium, by: "policies" };
  if (groups.has("crd.projectcalico.org") || groups.has("projectcalico.org")) return { engine: ENGINES.calico, by: "policies" };
  return { engine: ENGINES.kubernetes, by: "default" };
}
