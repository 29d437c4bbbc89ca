import type { AnswerJson } from "#lib/api/answer.ts";
import { queryText } from "./text.ts";

/** A policy's own text, folded below the table. */
export interface ToldManifest {
  readonly name: string;
  readonly yaml: string;
}

/** The answer for an issue or a postmortem: sentence, facts, the trace as a table, and the policies' YAML in a fold. */
export function asMarkdown(answer: AnswerJson, url?: string, manifests: readonly ToldManifest[] = []): string {
  const { directions, engine, asOf } = answer;
  const limited = (["egress", "ingress"] as const).filter((side) => directions[side].isolatedBy.length > 0)
    .map((side) => `- ${side} limited by ${directions[side].isolatedBy.map((policy) => `\`${cell(policy)}\``).join(", ")}`);
  return [
    `**${cell(answer.reason)}**`,
    "",
    `- \`${cell(queryText(answer))}\`: ${answer.verdict} \`${answer.code}\``,
    ...limited,
    ...(["egress", "ingress"] as const).flatMap((side) => (directions[side].order === undefined ? [] : [`- ${side} in order: ${cell(directions[side].order)}`])),
    `- symptom: ${cell(answer.symptom)}`,
    `- engine ${engine.name} (${engine.by})${asOf === null ? "" : ` · policies as of ${asOf}`}`,
    ...answer.missing.map((text) => `- missing: ${cell(text)}`),
    ...(url === undefined ? [] : [`- ${url}`]),
    "",
    "| # | step | code | where |",
    "|--:|---|---|---|",
    ...answer.steps.map(({ text, code, file, line }, i) => `| ${i + 1} | ${cell(text)} | \`${code}\` | ${file === undefined ? "" : `${cell(file)}:${line ?? ""}`} |`),
    ...(answer.notes.length > 0 ? ["", ...answer.notes.map(({ code, text }) => `> \`${code}\` ${cell(text)}`)] : []),
    ...manifests.flatMap(foldOf),
    "",
  ].join("\n");
}

function foldOf({ name, yaml }: ToldManifest): readonly string[] {
  // Longer than any run of backticks in it, so that nothing ends it early.
  const fence = "`".repeat(Math.max(3, ...(yaml.match(/`+/g) ?? []).map((ticks) => ticks.length + 1)));
  return ["", "<details>", `<summary>${html(name)}</summary>`, "", `${fence}yaml`, yaml.replace(/\n$/, ""), fence, "", "</details>"];
}

const html = (text: string): string => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Text from the cluster stays text: no table, link or markup is made of it. */
const cell = (text: string): string => text.replace(/[\r\n]+/g, " ").replace(/[\\|*_[\]<>`]/g, (sign) => `\\${sign}`).replaceAll("\\_", "_");
