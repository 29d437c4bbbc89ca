import { momentText } from "#lib/api/moment.ts";
import type { Answer } from "#lib/check/answer.ts";
import type { Gap } from "#lib/check/gaps.ts";
import type { Verdict } from "#lib/check/spread.ts";
import { qualifiedName } from "#lib/source/identity.ts";
import { keeperText } from "./author.ts";
import { gapText } from "./gaps.ts";
import { momentSeen } from "./moments.ts";
import { reason } from "./reason.ts";
import { count, listOf } from "./words.ts";

/** An object whose change a verdict rests on, as sentences name it. */
export interface ToldChange {
  readonly kind: string;
  /** Whether it is of a kind of policies. */
  readonly isPolicy: boolean;
  readonly namespace: string;
  readonly name: string;
  readonly action: "created" | "changed" | "deleted";
  /** `labels`: nothing else is different. */
  readonly what: "labels" | "all";
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly author?: ToldAuthor;
}

/** Who changed it, as far as anybody told. */
export interface ToldAuthor {
  readonly manager?: string;
  readonly keptBy?: { readonly tool: string; readonly name: string };
  readonly commit?: { readonly id: string; readonly author: string; readonly title: string };
}

/** What limits an answer about the past. Times in milliseconds since 1970. */
export type BlameDoubt =
  | { readonly kind: "unknown-between"; readonly from: number; readonly until: number; readonly missing: readonly Gap[] }
  | { readonly kind: "unwatched"; readonly from: number; readonly until: number }
  | { readonly kind: "halved"; readonly before: number; readonly judged: number }
  | { readonly kind: "alike"; readonly changes: readonly ToldChange[] }
  | { readonly kind: "many"; readonly changes: number }
  /** Nobody recorded the addresses of the name: those of now were taken for all of the past. */
  | { readonly kind: "addresses-of-now"; readonly host: string }
  /** What is stored may not be the newest: it is of then. */
  | { readonly kind: "stored-until"; readonly at: number }
  /** Of a repository of which only the newest commits were fetched. */
  | { readonly kind: "shallow" }
  /** Files that are not in the repository, such as those that links lead to: taken as they are now. */
  | { readonly kind: "outside-repository"; readonly files: readonly string[] };

/** Where what was searched begins, and what people call it. */
export interface Beginning {
  readonly at: number | undefined;
  readonly of: "stored history" | "repository's history" | "folder's history";
}

const WORDS: Readonly<Record<Verdict, string>> = { allow: "allowed", deny: "blocked", partial: "partly blocked", unknown: "not to be told" };

/** `First blocked by default/default-deny, created at 02:08:51Z by argocd`. @param together those without which it would not be so; the first is named first */
export function foundText(verdict: Verdict, together: readonly ToldChange[], now: number): string {
  const [first, ...others] = together;
  if (!first) return "";
  const who = authorText(first.author);
  const rest = others.length === 0 ? "" : `, together with ${listOf(others.map((change) => (change.at === first.at ? eventText(change) : `${eventText(change)} at ${timeText(change.at, now)}`)))}`;
  const began = `First ${WORDS[verdict]}`;
  if (isUncommitted(first)) return `${began} ${causeText(first)}${isNamedFirst(first) ? " and" : ""} not committed yet${rest}`;
  return `${began} ${causeText(first)} at ${timeText(first.at, now)}${who === "" ? "" : ` by ${who}`}${rest}`;
}

/** What stands in the working tree and in no commit. */
const isUncommitted = ({ author }: ToldChange): boolean => author?.commit?.id === "";

/** A policy that is there is what blocks; of anything else its change is. */
const isNamedFirst = ({ isPolicy, action }: ToldChange): boolean => isPolicy && action !== "deleted";

/** What an object's change is as a cause, up to the time. */
function causeText(change: ToldChange): string {
  const { action, what } = change;
  if (isNamedFirst(change)) return `by ${objectText(change)}, ${action}`;
  if (action !== "changed") return `because ${objectText(change)} was ${action},`;
  return `because ${what === "labels" ? `the labels of ${objectText(change)}` : subjectText(change)} changed,`;
}

const eventText = (change: ToldChange): string =>
  change.action === "changed" ? `${change.what === "labels" ? `the labels of ${objectText(change)}` : objectText(change)}` : `${objectText(change)} (${change.action})`;

const subjectText = (change: ToldChange): string => (change.kind === "Lookup" ? `the addresses of ${change.name}` : objectText(change));

/** A NetworkPolicy by its name alone, as everywhere; what is of no namespace without one. */
function objectText({ kind, namespace, name }: Pick<ToldChange, "kind" | "namespace" | "name">): string {
  const id = qualifiedName({ namespace, name });
  switch (kind) {
    case "NetworkPolicy":
      return id;
    case "Namespace":
      return `namespace ${name}`;
    case "Node":
      return `node ${name}`;
    case "Lookup":
      return `the addresses of ${name}`;
    case "Cluster":
      return "what is told of the cluster";
    default:
      return `${kind} ${id}`;
  }
}

/** `argocd (Argo CD application shop, commit 4be1f0a)`; empty where nobody told. */
function authorText(author: ToldAuthor | undefined): string {
  if (!author) return "";
  const { manager, keptBy, commit } = author;
  const kept = keptBy && keeperText(keptBy);
  const committed = commit && `commit ${commit.id.slice(0, 7)}`;
  const [who, beside] = manager !== undefined ? [manager, [kept, committed]] : commit && commit.author !== "" ? [commit.author, [kept, committed]] : kept !== undefined ? [kept, [committed]] : [committed, []];
  const more = beside.filter((text) => text !== undefined);
  return who === undefined ? "" : more.length === 0 ? who : `${who} (${more.join(", ")})`;
}

export function noneText(verdict: Verdict, beginning: Beginning, now: number): string {
  const { at, of } = beginning;
  return `No policy change explains this. ${sentenceStart(WORDS[verdict])} since ${at === undefined ? "" : `before ${timeText(at, now)}, `}${at === undefined ? "before " : "when "}the ${of} begins`;
}

/** The one that was not there before is why nothing older is known. */
export const cameText = (verdict: Verdict, id: string, at: number, now: number): string => `No policy change explains this. ${sentenceStart(WORDS[verdict])} since ${id} came to be, at ${timeText(at, now)}`;

export const lostText = (verdict: Verdict, at: number, missing: readonly Gap[], now: number): string =>
  `Cannot tell: ${WORDS[verdict]} since ${timeText(at, now)} at least, and before that it could not be told${missing[0] ? `: ${gapText(missing[0])}` : ""}`;

export const notBlockedText = (answer: Answer): string => `Not blocked, so no change is looked for. ${reason(answer)}`;

const sentenceStart = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

export function doubtText(doubt: BlameDoubt, now: number): string {
  switch (doubt.kind) {
    case "unknown-between":
      return `between ${timeText(doubt.from, now)} and ${timeText(doubt.until, now)} it could not be told${doubt.missing[0] ? `: ${gapText(doubt.missing[0])}` : ""}`;
    case "unwatched":
      return `nobody watched between ${timeText(doubt.from, now)} and ${timeText(doubt.until, now)}: what changed then is told at its end`;
    case "halved":
      return `it was judged ${count(doubt.judged, "time")} back to ${timeText(doubt.before, now)}; older changes were searched by halving, so that it may have been otherwise in between`;
    case "alike":
      return `${listOf(doubt.changes.map((change) => `${eventText(change)} at ${timeText(change.at, now)}`))} would explain it alone as well`;
    case "addresses-of-now":
      return `the addresses of ${doubt.host} were not recorded: those of now were taken for all of the past`;
    case "stored-until":
      return `what is stored ends at ${timeText(doubt.at, now)}: what has changed since is not in it`;
    case "shallow":
      return "the repository is a shallow clone: its older commits are not here";
    case "outside-repository":
      return `not part of the repository, and taken as it is now: ${listOf(doubt.files)}`;
    case "many":
      return `${count(doubt.changes, "change")} came at once: which of them are needed was not tried out`;
  }
}

/** Milliseconds since 1970. */
const timeText = (at: number, now: number): string => momentSeen(momentText(at), now);
