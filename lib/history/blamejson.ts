import type { BlameJson } from "#lib/api/history.ts";
import { momentText } from "#lib/api/moment.ts";
import type { Answer } from "#lib/check/answer.ts";
import { type BlameDoubt, type Beginning, doubtText } from "#lib/describe/blame.ts";
import { reason } from "#lib/describe/reason.ts";
import type { Blame } from "./blame.ts";
import { changeJson } from "./revisionjson.ts";
import { blameSentence } from "./sentence.ts";
import { shownManifest } from "./shown.ts";
import type { Culprit } from "./told.ts";
import type { ObjectChange } from "./version.ts";
import { yamlDiff } from "./yamldiff.ts";

/** What is known of a search beside what it found. */
export interface Searched {
  readonly beginning: Beginning;
  /** When it is read, in milliseconds since 1970. */
  readonly now: number;
  readonly doubts: readonly BlameDoubt[];
}

/** A search as other programs get it, but for the cluster. */
export function blameJson(blame: Blame, { beginning, now, doubts }: Searched): Omit<BlameJson, "cluster"> {
  const { is, evaluated } = blame;
  return {
    outcome: blame.kind === "lost" ? "unknown" : blame.kind,
    sentence: blameSentence(blame, beginning, now),
    was: blame.kind === "found" ? judgementJson(blame.was) : null,
    is: judgementJson(is),
    revision: blame.kind === "found" ? revisionOf(blame.together) : null,
    since: beginning.at === undefined ? null : momentText(beginning.at),
    evaluated,
    doubts: [...blame.doubts, ...doubts].map((doubt) => doubtText(doubt, now)),
  };
}

const judgementJson = (answer: Answer): BlameJson["is"] => ({ verdict: answer.folded.verdict, code: answer.code, reason: reason(answer) });

function revisionOf(together: readonly Culprit[]): BlameJson["revision"] {
  const [first] = together;
  if (!first) return null;
  const changes = together.map((culprit) => ({ change: objectChange(culprit), at: momentText(culprit.at) }));
  return {
    at: momentText(first.at),
    changes: changes.map(({ change }) => changeJson(change)),
    diffs: changes.map(({ change, at }) => ({ object: change.object, at, ...yamlDiff(change.before, change.after) })),
  };
}

function objectChange({ object, before, after, author }: Culprit): ObjectChange {
  const [was, is] = [before, after].map(shownManifest);
  return { object, ...(was && { before: was }), ...(is && { after: is }), ...(author && { author }) };
}
