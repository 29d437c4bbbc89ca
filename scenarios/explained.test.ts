import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answer } from "#lib/check/answer.ts";
import { contextOf } from "#lib/check/context.ts";
import { parseEnd, parseTarget } from "#lib/check/ids.ts";
import type { Question } from "#lib/check/question.ts";
import { type ExplainedAnswer, explainedText } from "#lib/describe/explained.ts";
import { report } from "#lib/describe/report.ts";
import { listOf } from "#lib/describe/words.ts";
import { type Declared, declaredConnections } from "#lib/graph/declared.ts";
import { clusterJson } from "#lib/graph/state.ts";
import { readSnapshot } from "#server/clusters/load.ts";

const here = import.meta.dirname;
const scenarios = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);

/** After a change that is meant: `npm test -- unit scenarios -u`, and then read what git shows. */
test.each(scenarios)("%s is explained as explained.txt says", async (name) => {
  await expect(await explain(join(here, name))).toMatchFileSnapshot(join(here, name, "explained.txt"));
});

/** Files are named as seen from the scenario: the text is the same on every machine. */
async function explain(folder: string): Promise<string> {
  const { snapshot } = await readSnapshot([folder]);
  const context = contextOf(snapshot);
  const explained = (question: Question, because: string): ExplainedAnswer => ({ because, answer: report(answer(question, context), null) });
  const cluster = clusterJson({ id: folder, context, revision: 1, readAt: "" });
  const answers = [...declaredConnections(context).map((one) => explained(one, declaredBy(one))), ...asked(folder).map((one) => explained(one, "asked"))];
  return explainedText(cluster, snapshot.problems, answers).replaceAll(`${folder}/`, "");
}

const DECLARED_BY = { configuration: "its configuration", catalogue: "the catalogue", watch: "a watched check" } as const;

const declaredBy = ({ declaredBy: sources, watched }: Declared): string =>
  `declared by ${listOf(sources.map((source) => DECLARED_BY[source]))}${watched ? `; ${watched.name} expects ${watched.expect}` : ""}`;

/** `questions.txt`: what is worth asking beyond the declared connections, one `FROM TO` a line; what follows is a remark. */
function asked(folder: string): readonly Question[] {
  const file = join(folder, "questions.txt");
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  return lines.filter((line) => line.trim() !== "").map((line) => {
    const [from = "", to = ""] = line.trim().split(/\s+/);
    return { from: parseEnd(from, "from"), ...parseTarget(to) };
  });
}
