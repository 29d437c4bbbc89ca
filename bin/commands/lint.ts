import type { Problem } from "#lib/source/problem.ts";
import { nameOf } from "#lib/source/identity.ts";
import { count } from "#lib/describe/words.ts";
import { problemJson } from "#lib/graph/problems.ts";
import { EXIT, Failure } from "#server/failure.ts";
import { readSnapshot } from "#server/clusters/load.ts";
import { NothingReadable } from "#server/manifests/read.ts";
import { readCommand } from "./source.ts";

const USAGE = "usage: whydrop lint PATH… [-o text|json]";

/** Reports every problem of the input. @returns the exit status: 1 when there are errors, else 0 */
export async function lint(args: readonly string[]): Promise<number> {
  const { values, positionals } = readCommand(args, USAGE);
  const format = values.output ?? "text";
  if (format !== "text" && format !== "json") throw new Failure(EXIT.usage, `\`${format}\` is not an output format of lint: use text or json`);
  if (positionals.length === 0) throw new Failure(EXIT.usage, USAGE);
  const { snapshot, files } = await readSnapshot(positionals).catch((error: unknown) => {
    throw error instanceof NothingReadable ? new Failure(EXIT.noSource, error.message) : error;
  });
  const { problems } = snapshot;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  process.stdout.write(format === "json" ? `${JSON.stringify({ problems: problems.map(problemJson) }, null, 2)}\n` : asLines(problems, errors, files.length));
  return errors > 0 ? 1 : 0;
}

const asLines = (problems: readonly Problem[], errors: number, files: number): string =>
  [
    ...problems.map(({ severity, place, message, object, rule }) => `${place.file}:${place.line}: ${severity}: ${object ? `${nameOf(object)}: ` : ""}${message} [${rule}]`),
    `${count(errors, "error")}, ${count(problems.length - errors, "warning")} in ${count(files, "file")}`,
    "",
  ].join("\n");
