import { readFile } from "node:fs/promises";
import { type Answer, answer } from "#lib/check/answer.ts";
import type { Context } from "#lib/check/context.ts";
import { IdError, parseEnd, parseTarget } from "#lib/check/ids.ts";
import { parseQuery } from "#lib/check/queries.ts";
import type { Question } from "#lib/check/question.ts";
import type { Verdict } from "#lib/check/spread.ts";
import { asMarkdown } from "#lib/describe/markdown.ts";
import { engineJson } from "#lib/describe/engine.ts";
import { report } from "#lib/describe/report.ts";
import { asText } from "#lib/describe/text.ts";
import { unanswered } from "#lib/describe/unanswered.ts";
import { count } from "#lib/describe/words.ts";
import type { Problem } from "#lib/source/problem.ts";
import { EXIT, Failure } from "#server/failure.ts";
import { withNamesOf } from "#server/names/contexts.ts";
import { writeHtml } from "./htmlfile.ts";
import { resolved } from "./resolved.ts";
import { type CommandFlags, readCommand, readContext } from "./source.ts";

const USAGE = "usage: whydrop check FROM TO --manifests PATH… | --context NAME [-o text|json|markdown] [--html FILE]\n       whydrop check --queries FILE.jsonl --manifests PATH… -o jsonl\n       whydrop check --watched --manifests PATH… [-o text|json|markdown]";

const STATUS: Readonly<Record<Verdict, number>> = { allow: 0, deny: 1, partial: 1, unknown: 2 };

/** @returns the exit status: 0 allow, 1 deny or partial, 2 unknown; of many queries 0 when every line was answered */
export async function check(args: readonly string[]): Promise<number> {
  const { values: flags, positionals } = readCommand(args, USAGE);
  const { html } = flags;
  if (html !== undefined && (flags.queries !== undefined || flags.watched)) throw new Failure(EXIT.usage, "--html writes one answer: give FROM and TO");
  if (html === "" || html === "-") throw new Failure(EXIT.usage, "--html needs the name of a file: the answer itself goes to standard output");
  if (flags.queries !== undefined) return checkQueries(flags.queries, flags);
  if (flags.watched) return checkWatched(flags);
  const [from, to, more] = positionals;
  if (from === undefined || to === undefined || more !== undefined) throw new Failure(EXIT.usage, USAGE);
  const print = printerFor(flags.output ?? "text");
  const question = asked(from, to);
  const source = await readContext(flags, USAGE);
  const context = await resolved(source.context, flags, (context, names) => withNamesOf([question], context, names));
  requireOneName(question, context);
  const answered = answer(question, context);
  if (html !== undefined) await writeHtml(html, answered, source, flags);
  process.stdout.write(print(answered, source.asOf));
  return STATUS[answered.folded.verdict];
}

/** @throws Failure (64) for what is no question */
export function asked(from: string, to: string): Question {
  try {
    return { from: parseEnd(from, "from"), ...parseTarget(to) };
  } catch (error) {
    throw error instanceof IdError ? new Failure(EXIT.usage, error.message) : error;
  }
}

/** `ns/name` that could be several workloads is a question nobody asked: better said than answered. */
export function requireOneName(question: Question, context: Context): void {
  const gap = answer(question, context).folded.gaps.find(({ kind }) => kind === "ambiguous-name");
  if (gap?.kind === "ambiguous-name") throw new Failure(EXIT.usage, `\`${gap.id}\` could be ${gap.candidates.join(" or ")}: name the kind`);
}

/** How an answer is printed; `asOf`: when it was true, unless the input says so. */
type Printer = (answered: Answer, asOf: string | null) => string;

function printerFor(format: string): Printer {
  switch (format) {
    case "text":
      return (answered, asOf) => asText(report(answered, asOf));
    case "json":
      return (answered, asOf) => `${JSON.stringify(report(answered, asOf), null, 2)}\n`;
    case "markdown":
      return (answered, asOf) => asMarkdown(report(answered, asOf));
    default:
      throw new Failure(EXIT.usage, `\`${format}\` is not an output format: use text, json or markdown`);
  }
}

async function checkQueries(file: string, flags: CommandFlags): Promise<number> {
  if (flags.output !== undefined && flags.output !== "jsonl") throw new Failure(EXIT.usage, "--queries answers with -o jsonl");
  const text = await readFile(file === "-" ? "/dev/stdin" : file, "utf8").catch(() => {
    throw new Failure(EXIT.noSource, `\`${file}\` cannot be read`);
  });
  const queries = text.split("\n").filter((line) => line.trim() !== "").map(parseQuery);
  const questions = queries.flatMap((query) => ("question" in query ? [query.question] : []));
  const { context: read, asOf } = await readContext(flags, USAGE);
  const context = await resolved(read, flags, (context, names) => withNamesOf(questions, context, names));
  const engine = engineJson(context);
  for (const query of queries) {
    const json = "question" in query ? report(answer(query.question, context), asOf) : unanswered(query.fault, engine);
    process.stdout.write(`${JSON.stringify({ id: query.id, ...json })}\n`);
  }
  return queries.every((query) => "question" in query) ? 0 : 2;
}

/** 0 when every watched check is as expected, 1 when one is not, 2 when one cannot be told or cannot be read. */
async function checkWatched(flags: CommandFlags): Promise<number> {
  const print = printerFor(flags.output ?? "text");
  const { context: read, asOf } = await readContext(flags, USAGE);
  const checks = read.snapshot.facts.filter((fact) => fact.kind === "watched-check").map((watched) => {
    try {
      return { watched, question: { from: parseEnd(watched.from, "from"), to: parseEnd(watched.to, "to"), port: watched.port, protocol: watched.protocol } };
    } catch (error) {
      throw error instanceof IdError ? new Failure(EXIT.usage, `watched check \`${watched.name}\`: ${error.message}`) : error;
    }
  });
  const broken = tellFaults(read.snapshot.problems);
  if (checks.length === 0) throw new Failure(EXIT.usage, `the input has no WatchList${broken > 0 ? " with a check that can be read" : ""}`);
  const context = await resolved(read, flags, (context, names) => withNamesOf(checks.map(({ question }) => question), context, names));
  const statuses = checks.map(({ watched, question }) => {
    const answered = answer(question, context);
    const { verdict } = answered.folded;
    const met = verdict === watched.expect;
    process.stdout.write(flags.output === undefined || flags.output === "text" ? `${met ? "ok  " : "FAIL"} ${watched.name}: ${report(answered, asOf).reason}\n` : print(answered, asOf));
    return verdict === "unknown" ? 2 : met ? 0 : 1;
  });
  return statuses.includes(1) ? 1 : statuses.includes(2) || broken > 0 ? 2 : 0;
}

/** What of the input takes no part, on stderr. @returns how many faults the watch lists have: a lost check must not count as met */
export function tellFaults(problems: readonly Problem[]): number {
  const errors = problems.filter(({ severity }) => severity === "error");
  const broken = errors.filter(({ object }) => object?.kind === "WatchList");
  for (const { place, message } of broken) process.stderr.write(`whydrop: ${place.file}:${place.line}: ${message}\n`);
  const others = errors.length - broken.length;
  if (others > 0) process.stderr.write(`whydrop: ${count(others, "error")} in the input: what is invalid takes no part. \`whydrop lint\` names each\n`);
  return broken.length;
}
