import type { BlameJson } from "#lib/api/history.ts";
import type { AnswerJson } from "#lib/api/answer.ts";
import { queryText } from "./text.ts";
import { count } from "./words.ts";

/** The change that broke a connection, as `whydrop blame` tells it. */
export interface ToldBlame extends Omit<BlameJson, "cluster"> {
  readonly query: AnswerJson["query"];
  /** Where the changed objects stand, as far as they stand in files: those that were deleted, where they stood. */
  readonly places: readonly { readonly object: string; readonly file: string; readonly line: number }[];
}

/** For a terminal: the sentence, what was and what is, then each change with its diff. */
export function blameAsText(told: ToldBlame): string {
  const { sentence, was, is, since, evaluated, doubts } = told;
  return [
    sentence,
    "",
    `  query    ${queryText(told)}`,
    ...(was ? [`  before   ${was.verdict} ${was.code}: ${was.reason}`] : []),
    `  ${was ? "after " : "now   "}   ${is.verdict} ${is.code}: ${is.reason}`,
    `  searched ${since === null ? "the newest state alone" : `back to ${since}`}, judged ${count(evaluated, "time")}`,
    ...changesOf(told).flatMap(({ title, lines }) => ["", `  ${title}`, ...lines.map(({ mark, text }) => `    ${mark} ${text}`.trimEnd())]),
    ...(doubts.length > 0 ? ["", ...doubts.map((doubt) => `  doubt: ${doubt}`)] : []),
    "",
  ].join("\n");
}

/** For an issue or a postmortem. */
export function blameAsMarkdown(told: ToldBlame): string {
  const { sentence, was, is, since, evaluated, doubts } = told;
  return [
    `**${plain(sentence)}**`,
    "",
    `- \`${plain(queryText(told))}\``,
    ...(was ? [`- before: ${was.verdict} \`${was.code}\` · ${plain(was.reason)}`] : []),
    `- ${was ? "after" : "now"}: ${is.verdict} \`${is.code}\` · ${plain(is.reason)}`,
    `- searched ${since === null ? "the newest state alone" : `back to ${since}`}, judged ${count(evaluated, "time")}`,
    ...doubts.map((doubt) => `- doubt: ${plain(doubt)}`),
    ...changesOf(told).flatMap(({ title, lines }) => ["", plain(title), "", `${fenceOf(lines)}diff`, ...lines.map(({ mark, text }) => `${mark}${text}`), fenceOf(lines)]),
    "",
  ].join("\n");
}

type Lines = NonNullable<BlameJson["revision"]>["diffs"][number]["lines"];

interface TitledDiff {
  readonly title: string;
  readonly lines: Lines;
}

function changesOf({ revision, places }: ToldBlame): readonly TitledDiff[] {
  return (revision?.diffs ?? []).map(({ object, lines }, i) => {
    const change = revision?.changes[i];
    const place = places.find((one) => one.object === object);
    const id = change ? `${change.kind} ${[change.namespace, change.name].filter((part) => part !== "").join("/")}, ${change.summary}` : object;
    return { title: `${id}${place ? ` (${place.file}:${place.line})` : ""}`, lines };
  });
}

/** Longer than any run of backticks in it, so that nothing ends it early. */
const fenceOf = (lines: Lines): string => "`".repeat(Math.max(3, ...lines.flatMap(({ text }) => text.match(/`+/g) ?? []).map((ticks) => ticks.length + 1)));

/** Text from the cluster stays text: no link or markup is made of it. */
const plain = (text: string): string => text.replace(/[\r\n]+/g, " ").replace(/[\\|*[\]<>`]/g, (sign) => `\\${sign}`);
