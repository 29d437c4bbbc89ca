import type { ClusterJson } from "#lib/api/graph.ts";
import { countOfKind } from "./kindnames.ts";
import { noPoliciesText } from "./nopolicies.ts";
import { count } from "./words.ts";

/** `2,310` */
export const thousands = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, ",");

const counted = (number: number, one: string, many = `${one}s`): string => `${thousands(number)} ${number === 1 ? one : many}`;

/** How many declared connections have each verdict, and of those that are allowed how many are watched. */
export interface VerdictCounts {
  readonly deny: number;
  readonly partial: number;
  readonly unknown: number;
  readonly total: number;
  readonly watchedAllowed: number;
}

/** The page's first sentence. @param policies whether the cluster has any, evaluated or not; @param unenforced what is said where nothing enforces them */
export function mapHeadline({ deny, partial, unknown, total, watchedAllowed }: VerdictCounts, policies: boolean, cluster: Pick<ClusterJson, "kinds">, unenforced?: string): string {
  if (unenforced !== undefined && deny === 0) return unenforced;
  if (!policies) return noPoliciesText(cluster);
  if (deny + partial === 1 && total === 1) return `The only declared connection is ${deny === 1 ? "blocked" : "partly blocked"}`;
  const untold = unknown > 0 ? `, ${thousands(unknown)} cannot be told` : "";
  if (deny + partial > 0) return `${thousands(deny + partial)} of ${counted(total, "declared connection")} ${deny + partial === 1 ? "is" : "are"} ${deny === 0 ? "partly blocked" : "blocked"}${untold}`;
  if (unknown > 0) return `Cannot tell for ${thousands(unknown)} of ${counted(total, "declared connection")}. None is known to be blocked.`;
  return `No declared connection is blocked.${watchedAllowed > 0 ? ` ${counted(watchedAllowed, "watched check")} allowed.` : ""}`;
}

/** `42 namespaces · 19 connections shown of 2,310: drops, watched, changes` */
export function statusText(namespaces: number, hidden: number, shown: number, total: number, kinds: readonly string[]): string {
  const spaces = `${counted(namespaces, "namespace")}${hidden === 0 ? "" : `, ${thousands(hidden)} of them without anything to draw`}`;
  return `${spaces} · ${counted(shown, "connection")} shown of ${thousands(total)}${kinds.length === 0 ? "" : `: ${kinds.join(", ")}`}`;
}

/** `2,310 connections. Showing 19: drops, watched, changes.` */
export const overBudgetText = (total: number, shown: number, kinds: readonly string[]): string => `${counted(total, "connection")}. Showing ${thousands(shown)}${kinds.length === 0 ? "" : `: ${kinds.join(", ")}`}.`;

export const insideText = (blocked: number): string => `${counted(blocked, "blocked connection")} ${blocked === 1 ? "stays" : "stay"} inside a namespace that is drawn as one. Open it to see ${blocked === 1 ? "it" : "them"}.`;

export const selfText = (blocked: number): string => `${counted(blocked, "blocked connection")} ${blocked === 1 ? "stays" : "stay"} inside a workload that is drawn as one. The table lists ${blocked === 1 ? "it" : "them"}.`;

export const undrawnText = (blocked: number): string => `${counted(blocked, "blocked connection")} ${blocked === 1 ? "is" : "are"} not drawn. Choose a namespace, or open the table.`;

/** `dns is used by 14 workloads: a word on their cards, 2 blocked.` */
export const hubText = (title: string, users: number, blocked: number): string => `${title} is used by ${counted(users, "workload")}: a word on ${users === 1 ? "its card" : "their cards"}${blocked === 0 ? "" : `, ${thousands(blocked)} blocked`}.`;

/** `+38 more blocked` */
export const moreText = (blocked: number, others: number): string => (blocked > 0 ? `+${thousands(blocked)} more blocked` : others > 0 ? `+${thousands(others)} more` : "");

/** Of a part of the filter that makes no sense. */
export const ignoredText = (written: string, expected: string): string => `\`${written}\` is left out of the filter: it should be ${expected}.`;

export const unknownFocusText = (id: string): string => `\`${id}\` is not on this map. Nothing is in focus.`;

/** `3 of 14 workloads limited` */
export const limitedText = (limited: number, workloads: number): string => `${String(limited)} of ${count(workloads, "workload")} limited`;

/** One sentence for each kind that takes no part in verdicts. @param one of them; @param verdicts of how many connections it is asked for */
export const notEvaluatedText = (one: Ref, objects: number, verdicts: number): string =>
  `${countOfKind(objects, one)} ${objects === 1 ? "is" : "are"} not evaluated.${verdicts === 0 ? " No verdict depends on it." : ` ${count(verdicts, "verdict")} ${verdicts === 1 ? "says" : "say"} Cannot tell.`}`;

/** One for each kind that the engine has no use for. */
export const notEnforcedText = (one: Ref, objects: number, engine: string): string => `${countOfKind(objects, one)} ${objects === 1 ? "is" : "are"} not enforced by ${engine}.`;

type Ref = Parameters<typeof countOfKind>[1];
