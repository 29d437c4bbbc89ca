import type { ClusterInfo } from "#lib/cluster/facts.ts";
import { manifestsOf } from "#lib/cluster/write.ts";
import type { Manifest } from "#lib/cluster/write/manifest.ts";
import { supportsServed } from "#lib/policy/dialects.ts";
import type { Context } from "./context.ts";

export interface CaptureWish {
  /** What the cluster is called where its Cluster object does not say. */
  readonly name: string;
  /** Until when the facts are known to be true; RFC 3339, UTC. */
  readonly at: string;
}

/** A context as manifests that give the same answers: its facts, and in the Cluster object what the user or a lookup said beside. */
export function capture(context: Context, wish: CaptureWish): readonly Manifest[] {
  return manifestsOf(context.snapshot.facts, infoOf(context, wish));
}

/** What the Cluster object of a capture says. */
export function infoOf(context: Context, { name, at }: CaptureWish): ClusterInfo {
  const { snapshot, podCidrs, lookedUp } = context;
  const { cluster, facts } = snapshot;
  const engine = engineOf(context);
  const serves = (context.served ?? []).filter((one) => supportsServed([one]).length > 0).map(({ group, resource }) => `${resource}.${group}`);
  const uncertain = context.detected?.isSure === false;
  const told = cluster ?? { kind: "cluster" as const, name, resolved: [] };
  const looked = [...lookedUp].flatMap(([host, said]) => (said.kind === "resolved" ? [{ host, addresses: said.addresses, at: said.at }] : []));
  return {
    ...told,
    ...(engine !== undefined && { engine, ...(uncertain && { engineUncertain: true }) }),
    ...(serves.length > 0 && { serves }),
    podCidrs,
    capturedAt: cluster?.capturedAt ?? at,
    unreadable: facts.flatMap((fact) => (fact.kind === "cluster" ? fact.unreadable : [])),
    resolved: [...told.resolved, ...looked],
  };
}

/** What nobody told is left to whoever reads: a name would say that the engine is known, and verdicts rest on that. */
function engineOf({ engine, engineBy, snapshot }: Context): string | undefined {
  switch (engineBy) {
    case "given":
    case "cluster":
    case "detected":
      return engine.name;
    case "policies":
    case "default":
      return snapshot.cluster?.engine;
  }
}
