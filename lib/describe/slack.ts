import type { Answer } from "#lib/check/answer.ts";
import { listOf, HEADLINES } from "./words.ts";
import { policyTexts } from "./policies.ts";
import { headline, nearestText, toldConnection } from "./reason.ts";
import { nearMisses } from "#lib/check/nearest.ts";
import { sideThatDecides } from "./ends.ts";
import { formatEnd } from "#lib/check/ids.ts";
import { shortSymptom } from "./symptom.ts";

/** The message for the incident channel, in Slack's mrkdwn. @param asOf RFC 3339 */
export function slackText(answer: Answer, cluster: string, asOf: string, url: string): string {
  const told = toldConnection(answer);
  const side = told ? sideThatDecides(told) : "egress";
  const limitedBy = policyTexts(told?.explanation[side].isolatedBy ?? []).map((name) => `\`${plain(name)}\``);
  const [nearest] = told && answer.folded.verdict !== "allow" ? nearMisses(told.explanation[side]) : [];
  const pods = answer.sources.length > 1 ? ` (${answer.sources.length} pods)` : "";
  const word = HEADLINES[answer.code];
  return [
    `*${word}:*${plain(headline(answer).slice(word.length + 1))}`,
    `From \`${plain(formatEnd(answer.question.from))}\`${pods} · cluster \`${plain(cluster)}\` · policies as of ${asOf.slice(11)}`,
    ...(limitedBy.length > 0 ? [`${side === "egress" ? "Egress" : "Ingress"} is limited by ${listOf(limitedBy)}${nearest && told ? `; nearest: ${plain(nearestText(nearest, side, told))}` : ""}`] : []),
    ...(shortSymptom(answer) === "" ? [] : [`The client sees: ${shortSymptom(answer)}`]),
    `<${url}|Live>`,
  ].join("\n");
}

/**
 * The same message as rich text, for whoever pastes it elsewhere: made of the finished text, so that both say the same.
 * Its escapes are those of HTML.
 */
export function slackHtml(mrkdwn: string): string {
  const lines = mrkdwn.split("\n").map((line) =>
    line
      .replaceAll('"', "&quot;")
      .replace(/<(https?:[^|>]+)\|([^>]+)>/g, '<a href="$1">$2</a>')
      .replace(/^\*([^*]+)\*/, "<b>$1</b>")
      .replace(/`([^`]+)`/g, "<code>$1</code>"),
  );
  return `<p>${lines.join("<br>")}</p>`;
}

/** Slack gives meaning to three signs; its own escapes for them are the documented way. */
const plain = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
