import type { ClusterJson, KindStateJson } from "#lib/api/graph.ts";
import { isPolicy, titleOf } from "./kindnames.ts";
import { awaited, progressOf } from "./kindstates.ts";
import { OLD_AFTER, ageOf, clockOf, minuteOf } from "./time.ts";

/** Milliseconds. */
const OUTDATED_AFTER = 300_000;

export interface Freshness {
  /** retrying: young, and no news for the moment; outdated: so old that the page says so above everything else; unread: not everything was read once. */
  readonly level: "fresh" | "retrying" | "old" | "outdated" | "unread";
  /** When everything that decides was last known to be true; null before it was read. */
  readonly asOf: string | null;
  readonly text: string;
}

/** A ConfigMap only declares connections: no verdict is older for it. */
const decides = ({ kind }: KindStateJson): boolean => kind !== "ConfigMap";

const isKnown = (kind: KindStateJson): kind is KindStateJson & { readonly asOf: string } => kind.asOf !== null && kind.state !== "not-permitted" && kind.state !== "not-installed";

/** How old the facts are. Those of a live cluster are as old as the oldest kind that decides. @param now milliseconds */
export function freshnessOf({ kinds, asOf }: Pick<ClusterJson, "kinds" | "asOf">, now: number): Freshness {
  if (kinds.length === 0) return { level: "fresh", asOf, text: `Policies as of ${clockOf(asOf)} (${ageOf(asOf, now)} ago)` };
  const deciding = kinds.filter(decides);
  const [stage] = awaited(deciding);
  const known = deciding.filter(isKnown);
  const [oldest] = known.toSorted((a, b) => Date.parse(a.asOf) - Date.parse(b.asOf));
  if (oldest === undefined || stage !== undefined) return { level: "unread", asOf: null, text: stage === undefined ? "Nothing can be read" : `Reading: ${progressOf(stage)}` };
  const age = now - Date.parse(oldest.asOf);
  if (age <= OLD_AFTER) {
    const retrying = known.some(({ state }) => state === "stale");
    return { level: retrying ? "retrying" : "fresh", asOf: oldest.asOf, text: `Policies as of ${minuteOf(oldest.asOf)} (${ageOf(oldest.asOf, now)})${retrying ? " · retrying" : ""}` };
  }
  const policies = known.some((kind) => isPolicy(kind) && now - Date.parse(kind.asOf) > OLD_AFTER);
  return { level: age > OUTDATED_AFTER ? "outdated" : "old", asOf: oldest.asOf, text: `${policies ? "Policies" : titleOf(oldest, kinds)} ${ageOf(oldest.asOf, now)} old` };
}

/** `Last update 02:10:12Z; verdicts may be out of date` */
export const outdatedText = (asOf: string): string => `Last update ${clockOf(asOf)}; verdicts may be out of date`;

/** A text for pasting: where the facts are old, its first line says how old. @param now milliseconds */
export function withAge(text: string, cluster: Pick<ClusterJson, "kinds" | "asOf">, now: number): string {
  const { level, asOf } = freshnessOf(cluster, now);
  if (asOf === null || (level !== "old" && level !== "outdated")) return text;
  const end = text.indexOf("\n");
  const [first, rest] = end === -1 ? [text, ""] : [text.slice(0, end), text.slice(end)];
  return `${first} (data ${ageOf(asOf, now)} old)${rest}`;
}
