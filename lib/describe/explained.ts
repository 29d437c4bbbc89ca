import type { ClusterJson } from "#lib/api/graph.ts";
import type { AnswerJson } from "#lib/api/answer.ts";
import type { Problem } from "#lib/source/problem.ts";
import { nameOf } from "#lib/source/identity.ts";
import { asText } from "./text.ts";

/** An answer, and why it was asked for. */
export interface ExplainedAnswer {
  /** `declared by the catalogue`, `asked`. */
  readonly because: string;
  readonly answer: AnswerJson;
}

const RULE = "─".repeat(80);

/** All that Whydrop says about a cluster, as one text that a reviewer can read and a test can compare. */
export function explainedText(cluster: ClusterJson, problems: readonly Problem[], answers: readonly ExplainedAnswer[]): string {
  return [
    cluster.title,
    ...(cluster.summary === null ? [] : [cluster.summary]),
    "",
    `  engine   ${cluster.engine.name}, ${cluster.engine.by}`,
    ...(problems.length === 0 ? ["  problems none"] : ["  problems", ...problems.map(problemLine)]),
    "",
    ...answers.flatMap(({ because, answer }) => [RULE, because, "", asText(answer)]),
  ].join("\n");
}


const problemLine = ({ severity, place, object, message, rule }: Problem): string =>
  `    ${place.file}:${place.line}: ${severity}: ${object ? `${nameOf(object)}: ` : ""}${message} [${rule}]`;
