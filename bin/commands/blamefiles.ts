import type { BlameJson } from "#lib/api/history.ts";
import type { Settings } from "#lib/check/context.ts";
import type { Question } from "#lib/check/question.ts";
import { type Blame, blame } from "#lib/history/blame.ts";
import { blameJson } from "#lib/history/blamejson.ts";
import { EXIT, Failure } from "#server/failure.ts";
import { gitPast } from "#server/git/past.ts";
import { UnreadablePast } from "#server/history/folder/objects.ts";
import { type PastState, pastOf } from "#server/history/folder/past.ts";
import { stepsOf } from "#server/history/folder/steps.ts";
import { withNamesOf } from "#server/names/contexts.ts";
import { requireOneName } from "./check.ts";
import { resolved } from "./resolved.ts";
import { type CommandFlags, filesBeside, readContext, settingsOf } from "./source.ts";

/** What was found, and as other programs get it. */
export interface FoundBlame {
  readonly blame: Blame;
  readonly json: Omit<BlameJson, "cluster">;
}

/** By the past that a folder brings with it, else by the commits of its repository. */
export async function blameFiles(question: Question, flags: CommandFlags, usage: string): Promise<FoundBlame> {
  const { context: read } = await readContext(flags, usage);
  const context = await resolved(read, flags, (context, names) => withNamesOf([question], context, names));
  requireOneName(question, context);
  const settings: Settings = { ...settingsOf(flags), lookedUp: context.lookedUp };
  const paths = flags.manifests ?? [];
  const states = await ownPast(paths, settings);
  return states.length > 0 ? blameFolder(question, states, context.snapshot.facts, settings) : blameCommits(question, paths, filesBeside(flags), settings);
}

async function blameCommits(question: Question, paths: readonly string[], beside: readonly string[], settings: Settings): Promise<FoundBlame> {
  const now = Date.now();
  const past = await gitPast(paths, beside, now);
  try {
    const found = await blame(question, past, settings);
    const beginning = { at: found.since, of: "repository's history" } as const;
    return { blame: found, json: blameJson(found, { beginning, now, doubts: [...past.doubts, ...(past.isCut() ? [{ kind: "shallow" } as const] : [])] }) };
  } finally {
    await past.close();
  }
}

async function blameFolder(question: Question, states: readonly PastState[], present: Parameters<typeof stepsOf>[1], settings: Settings): Promise<FoundBlame> {
  const now = Date.now();
  const found = await blame(question, stepsOf(states, present, now), settings);
  return { blame: found, json: blameJson(found, { beginning: { at: states[0]?.at, of: "folder's history" }, now, doubts: [] }) };
}

async function ownPast(paths: readonly string[], settings: Settings): Promise<readonly PastState[]> {
  try {
    return await pastOf(paths, settings);
  } catch (error) {
    throw error instanceof UnreadablePast ? new Failure(EXIT.noSource, error.message) : error;
  }
}
