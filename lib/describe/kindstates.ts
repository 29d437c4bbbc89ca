import type { KindStateJson } from "#lib/api/graph.ts";
import { titleOf } from "./kindnames.ts";
import { OLD_AFTER, countdown, minuteOf } from "./time.ts";
import { count as counted, listOf } from "./words.ts";

type Kinds = readonly KindStateJson[];

/** What is wrong between the server and the cluster. The wait is told apart, because it changes every second. */
export interface Trouble {
  readonly text: string;
  /** RFC 3339; null where nobody knows. */
  readonly retryAt: string | null;
}

/** `retrying in 4 s` @param now milliseconds */
export const retryText = (retryAt: string, now: number): string => `retrying ${countdown(retryAt, now)}`;

/**
 * "Pods: no answer from the API server since 02:11Z". Kinds with the same trouble share a sentence; a kind that was known
 * less than a minute ago has none.
 */
export function troublesOf(kinds: Kinds, now: number): readonly Trouble[] {
  const troubled = kinds.filter((kind) => isTroubled(kind, now));
  const read = kinds.filter(({ state }) => state === "live" || state === "stale" || state === "loading");
  return [...Map.groupBy(troubled, ({ why }) => why)].map(([why, ones]) => {
    const who = ones.length > 1 && ones.length === read.length ? "All kinds" : listOf([...new Set(ones.map((one) => titleOf(one, kinds)))]);
    const where = [...new Set(ones.map(({ namespace }) => namespace))];
    const [since] = ones.flatMap(({ asOf }) => asOf ?? []).toSorted();
    const [retryAt] = ones.flatMap((one) => one.retryAt ?? []).toSorted();
    return { text: `${who}${where.includes("") ? "" : ` in ${listOf(where)}`}: ${why}${since === undefined ? "" : ` since ${minuteOf(since)}`}`, retryAt: retryAt ?? null };
  });
}

function isTroubled({ state, asOf, why }: KindStateJson, now: number): boolean {
  if (state === "loading") return why !== "";
  return state === "stale" && (asOf === null || now - Date.parse(asOf) > OLD_AFTER);
}

/**
 * Kinds that were never read and are waited for. What cannot be read for now is waited for only where there is nothing to
 * show without it: another kind, such as that of an extension whose server is down, is named as missing instead.
 */
const isAwaited = (kind: KindStateJson): boolean => kind.state === "loading" && kind.asOf === null && (kind.why === "" || kind.kind === "Pod" || (kind.kind === "NetworkPolicy" && kind.group === "networking.k8s.io"));

/** Whether there is more to come before anything can be shown. What is listed anew is known meanwhile. */
export const isReading = (kinds: Kinds): boolean => kinds.some(isAwaited);

/** "pods 3,100 of 5,020" */
export function progressOf({ resource, namespace, count, expected, state }: KindStateJson): string {
  const what = namespace === "" ? resource : `${resource} in ${namespace}`;
  if (state !== "loading") return `${what} ${grouped(count)}`;
  if (expected !== null) return `${what} ${grouped(count)} of ${grouped(Math.max(count, expected))}`;
  return `${what} ${grouped(count)} so far`;
}

/** The kinds that are waited for, what is most first; empty when all is read. */
export const awaited = (kinds: Kinds): Kinds => kinds.filter(isAwaited).toSorted((a, b) => b.count - a.count);

/** "Read: namespaces 42, nodes 12"; empty before the first kind is read. */
export function readStages(kinds: Kinds): string {
  const done = kinds.filter(({ state }) => state === "live" || state === "stale");
  return done.length === 0 ? "" : `Read: ${done.map(progressOf).join(", ")}`;
}

/** Of a page that had to be made without them. */
export const readingText = (kinds: Kinds): string => `Still reading the cluster: ${listOf(awaited(kinds).map(progressOf))}. Verdicts that need them say Cannot tell.`;

/** A word for a table cell. */
export const STATE_WORDS = { live: "Live", loading: "Loading", stale: "No news", "not-permitted": "Not permitted", "not-installed": "Not installed" } as const satisfies Record<KindStateJson["state"], string>;

/** What is to be said of a kind beside its state and its age; may be empty. @param now milliseconds */
export function remarkOf(kind: KindStateJson, now: number): string {
  const { state, asOf, why, retryAt } = kind;
  const since = state === "stale" && asOf !== null ? ` since ${minuteOf(asOf)}` : "";
  const parts = [state === "loading" && asOf === null && progressOf(kind), why !== "" && `${why}${since}`, retryAt !== null && retryText(retryAt, now)];
  return parts.filter((part) => part !== false).join("; ");
}

/** `5,020` */
export const grouped = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

/** Kinds as a table lists them: what is missing first; without what is not installed. */
export const inOrder = (kinds: Kinds): Kinds => kinds.filter(({ state }) => state !== "not-installed").toSorted((a, b) => RANK[a.state] - RANK[b.state]);

/** What is known, but not installed in this cluster, by name. */
export const notInstalledOf = (kinds: Kinds): readonly string[] => kinds.filter(({ state }) => state === "not-installed").map((kind) => titleOf(kind, kinds));

/** "38 kinds are not installed" */
export const notInstalledText = (number: number): string => `${counted(number, "kind")} ${number === 1 ? "is" : "are"} not installed`;

const RANK = { "not-permitted": 0, stale: 1, loading: 2, live: 3, "not-installed": 4 } as const satisfies Record<KindStateJson["state"], number>;

/** `the whole cluster`, or the namespace. */
export const reachOf = ({ namespace }: KindStateJson): string => (namespace === "" ? "the whole cluster" : namespace);

