import type { JudgedConnection, Part } from "#lib/graph/connections.ts";
import type { Verdict } from "#lib/check/spread.ts";
import type { Group } from "./groups.ts";

/** One connection between two things that can be drawn: of a workload in parts there are several. */
export interface Link {
  readonly connection: JudgedConnection;
  /** Ids of groups, destinations, Services or nodes. */
  readonly from: string;
  readonly to: string;
  readonly verdict: Verdict;
}

/** Where the groups of a workload are, by its id, and the one of a pod. */
export interface GroupIndex {
  readonly ofWorkload: ReadonlyMap<string, readonly Group[]>;
  readonly ofInhabitant: ReadonlyMap<string, Group>;
}

export function linksOf(connection: JudgedConnection, groups: GroupIndex): readonly Link[] {
  const { json: { from, target, verdict }, reached, parts } = connection;
  const sources = groups.ofWorkload.get(from) ?? [];
  const whole = groups.ofWorkload.get(target);
  const targets = whole === undefined || whole.length < 2 ? (whole ?? []) : whole.filter(({ inhabitants }) => inhabitants.some(({ id }) => reached.includes(id)));
  const [fromIds, toIds] = [idsOf(sources, from), idsOf(targets.length > 0 ? targets : (whole ?? []), target)];
  if (parts.length === 0 || fromIds.length * toIds.length === 1) return fromIds.flatMap((one) => toIds.map((other): Link => ({ connection, from: one, to: other, verdict })));
  return fromIds.flatMap((one) => toIds.flatMap((other): readonly Link[] => {
    const own = parts.filter((part) => isOf(part.from, one, fromIds, groups) && isOf(part.to, other, toIds, groups));
    return own.length === 0 ? [] : [{ connection, from: one, to: other, verdict: together(own, verdict) }];
  }));
}

const idsOf = (groups: readonly Group[], otherwise: string): readonly string[] => (groups.length === 0 ? [otherwise] : groups.map(({ id }) => id));

/** Where nobody is told it is whoever there is. */
const isOf = (inhabitant: string | undefined, id: string, all: readonly string[], { ofInhabitant }: GroupIndex): boolean =>
  all.length === 1 || inhabitant === undefined || ofInhabitant.get(inhabitant)?.id === id;

/** What several parts of one connection come to. Where one of several would decide, nothing is decided for a part either. @param whole the connection's own */
export function together(parts: readonly Pick<Part, "verdict">[], whole: Verdict): Verdict {
  const verdicts = new Set(parts.map(({ verdict }) => verdict));
  const [only] = verdicts;
  if (verdicts.size === 1 && only !== undefined) return only;
  if (whole === "unknown") return "unknown";
  return verdicts.has("partial") || (verdicts.has("allow") && verdicts.has("deny")) ? "partial" : "unknown";
}
