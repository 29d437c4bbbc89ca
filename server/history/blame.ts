import { setImmediate as turn } from "node:timers/promises";
import type { BlameJson } from "#lib/api/history.ts";
import type { LookedUp } from "#lib/check/lookedup.ts";
import type { Settings } from "#lib/check/context.ts";
import type { Question } from "#lib/check/question.ts";
import type { BlameDoubt } from "#lib/describe/blame.ts";
import { OLD_AFTER } from "#lib/describe/time.ts";
import { type ClusterState, clusterJson } from "#lib/graph/state.ts";
import { type Blame, type Sought, blame } from "#lib/history/blame.ts";
import { blameJson } from "#lib/history/blamejson.ts";
import { type Step, heldFacts, stepOf } from "#lib/history/edit.ts";
import { lookupKey } from "#lib/history/lookup.ts";
import type { Objects } from "#lib/history/version.ts";
import { ViewError } from "../viewerror.ts";
import { askedMoment } from "./askedmoment.ts";
import type { History } from "./history.ts";
import { stored } from "./past.ts";
import { OPEN } from "./rows.ts";

/** When a search ends and begins: RFC 3339; undefined: the present, and all that is stored. */
export interface AskedSpan {
  readonly at: string | undefined;
  readonly since: string | undefined;
  readonly sought?: Sought;
}

/** Revisions of one reading. */
const TOGETHER = 200;

/** The change that a verdict rests on, by what is stored of the cluster's past. @throws ViewError `gone` where nothing is */
export async function blameStored(question: Question, span: AskedSpan, state: ClusterState, history: History | undefined): Promise<BlameJson> {
  if (!history) throw new ViewError("gone", "Nothing is stored of this cluster's past.", "cluster");
  return { cluster: clusterJson(state), ...(await stored(searchStored(question, span, state.context.lookedUp, history))).json };
}

/** @param lookedUp what names resolve to now */
export async function searchStored(question: Question, { at, since, sought }: AskedSpan, lookedUp: ReadonlyMap<string, LookedUp>, history: History, given: Settings = {}): Promise<{ readonly blame: Blame; readonly json: Omit<BlameJson, "cluster"> }> {
  const end = at === undefined ? undefined : askedMoment(at, "at");
  const start = since === undefined ? undefined : askedMoment(since, "since");
  const begins = await history.begins();
  if (begins === undefined) throw new ViewError("gone", "Nothing is stored of this cluster's past yet.", "cluster");
  const newest = end ? await history.stateAt(end) : await history.newest();
  const { settings, doubts } = namesOf(question, newest, end ? new Map() : lookedUp);
  const from = Math.max(begins, start?.from ?? begins);
  // Where the clock went back, the newest changes are still to come by it.
  const until = end?.until ?? OPEN - 1;
  const found = await blame(question, { newest: heldFacts(newest), steps: steps(history, from, until), gaps: await history.gaps(from, until) }, { ...given, ...settings }, sought && { sought });
  const ended = end ? [] : await staleness(history);
  const json = blameJson(found, { beginning: { at: from, of: "stored history" }, now: history.now, doubts: [...doubts, ...ended] });
  return { blame: found, json };
}

/** Where nobody watches any more the present is not what is stored. */
async function staleness(history: History): Promise<readonly BlameDoubt[]> {
  const last = (await history.watched()).at(-1);
  return last && history.now - last.until > OLD_AFTER ? [{ kind: "stored-until", at: last.until }] : [];
}

/** Newest first. What else the thread has to do is done in between. */
async function* steps(history: History, from: number, until: number): AsyncGenerator<Step> {
  for (let end = until; ; ) {
    const revisions = await history.revisions(from - 1, end, TOGETHER);
    for (const [i, revision] of revisions.entries()) {
      if (i % 10 === 0) await turn();
      yield stepOf(revision);
    }
    const oldest = revisions.at(-1);
    if (!oldest || revisions.length < TOGETHER) return;
    end = oldest.at - 1;
  }
}

/** A name that nobody declared has no recorded addresses: then those of now are better than none. */
function namesOf(question: Question, newest: Objects, lookedUp: ReadonlyMap<string, LookedUp>): { readonly settings: Settings; readonly doubts: readonly BlameDoubt[] } {
  const { to } = question;
  const said = to.kind === "host" ? lookedUp.get(to.host) : undefined;
  if (to.kind !== "host" || !said || newest.has(lookupKey(to.host))) return { settings: {}, doubts: [] };
  return { settings: { lookedUp: new Map([[to.host, said]]) }, doubts: said.kind === "resolved" ? [{ kind: "addresses-of-now", host: to.host }] : [] };
}
