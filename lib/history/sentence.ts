import { type Beginning, cameText, foundText, lostText, noneText, notBlockedText } from "#lib/describe/blame.ts";
import { reason } from "#lib/describe/reason.ts";
import type { Blame } from "./blame.ts";
import { toldChange } from "./told.ts";

/** What was found, in one sentence. @param now when it is read, in milliseconds since 1970: times of another day have their date */
export function blameSentence(blame: Blame, beginning: Beginning, now: number): string {
  const { verdict } = blame.is.folded;
  switch (blame.kind) {
    case "found":
      return foundText(verdict, blame.together.map(toldChange), now);
    case "none":
      return blame.came ? cameText(verdict, blame.came.id, blame.came.at, now) : noneText(verdict, beginning, now);
    case "lost":
      return lostText(verdict, blame.at, blame.missing, now);
    case "not-blocked":
      return notBlockedText(blame.is);
    case "unknown":
      return reason(blame.is);
  }
}
