import type { ChangeJson, DiffJson, TimelineJson } from "#lib/api/history.ts";
import { momentText } from "#lib/api/moment.ts";
import { NOTHING_STORED, WHY_GAP } from "#lib/describe/gone.ts";
import { type ClusterState, clusterJson } from "#lib/graph/state.ts";
import { difference } from "#lib/history/difference.ts";
import { objectsOf } from "#lib/history/objects.ts";
import { changeJson, revisionJson } from "#lib/history/revisionjson.ts";
import type { Revision } from "#lib/history/version.ts";
import { yamlDiff } from "#lib/history/yamldiff.ts";
import { storable } from "../store/value.ts";
import { ViewError } from "../viewerror.ts";
import { askedMoment } from "./askedmoment.ts";
import type { History } from "./history.ts";
import { stored } from "./past.ts";

export interface AskedTimeline {
  /** RFC 3339; undefined: since the history began. */
  readonly from: string | undefined;
  /** RFC 3339; undefined: until now. */
  readonly until: string | undefined;
  /** Id of a connection: only what made it flip. */
  readonly sel: string | undefined;
}

/** Revisions of one answer. */
const MOST = 200;

/** What changed in a while, newest first, with what each change did to the declared connections. */
export const timeline = (asked: AskedTimeline, state: ClusterState, history: History | undefined): Promise<TimelineJson> => stored(read(asked, state, history));

async function read({ from, until, sel }: AskedTimeline, state: ClusterState, history: History | undefined): Promise<TimelineJson> {
  const cluster = clusterJson(state);
  const begins = await history?.begins();
  const end = until === undefined ? (history?.now ?? Date.now()) : askedMoment(until, "until").until;
  const start = from === undefined ? (begins ?? end) : askedMoment(from, "from").from;
  const empty = { cluster, durable: history?.durable ?? false, brought: history?.brought ?? false, begins: begins === undefined ? null : momentText(begins), from: momentText(start), until: momentText(end) };
  if (history === undefined || begins === undefined) return { ...empty, revisions: [], gaps: [], more: false };
  // The beginning of a span belongs to it.
  const found = sel === undefined ? await history.revisions(start - 1, end, MOST + 1) : await flipping(history, sel, start - 1, end);
  const shown = found.slice(0, MOST);
  const [flips, gaps] = [await history.flips(shown.map(({ at }) => at)), await history.gaps(start, end)];
  return {
    ...empty,
    revisions: shown.map((revision) => revisionJson(revision, (flips.get(revision.at) ?? []).filter(({ id }) => sel === undefined || id === sel))),
    gaps: gaps.map((gap) => ({ from: momentText(gap.from), until: momentText(gap.until), why: WHY_GAP })),
    more: found.length > MOST,
  };
}

async function flipping(history: History, connection: string, from: number, until: number): Promise<readonly Revision[]> {
  return history.revisionsAt(await history.flipTimes(storable(connection), from, until, MOST + 1));
}

/** What is different between a past state and this one, however often it changed in between. @param since RFC 3339 */
export async function changesSince(since: string, state: ClusterState, history: History | undefined): Promise<readonly ChangeJson[]> {
  if (history === undefined) throw new ViewError("gone", NOTHING_STORED, "at");
  const then = await stored(history.stateAt(askedMoment(since, "compare")));
  return difference(then, objectsOf(state.context, state.id)).map(changeJson);
}

/** One object before and after a revision. */
export async function change(asked: { readonly at: string; readonly object: string }, history: History | undefined): Promise<DiffJson> {
  const { from: at } = askedMoment(asked.at, "at");
  const found = history && (await stored(history.change(at, storable(asked.object))));
  if (!found) throw new ViewError("not_found", `\`${asked.object}\` did not change at ${asked.at}`, "object");
  return { object: asked.object, at: momentText(at), ...yamlDiff(found.before, found.after) };
}
