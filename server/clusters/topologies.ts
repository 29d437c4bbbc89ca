import type { Context } from "#lib/check/context.ts";
import type { JudgedConnection } from "#lib/graph/connections.ts";
import { type Topology, topologyOf } from "#lib/topology/topology.ts";

const held = new WeakMap<readonly JudgedConnection[], Topology>();

/** What could be drawn of a state: made once for each, however many pages look at it in how many ways. */
export function topologySeen(context: Context, judged: readonly JudgedConnection[]): Topology {
  const known = held.get(judged);
  if (known?.context === context) return known;
  const made = topologyOf(context, judged);
  held.set(judged, made);
  return made;
}
