import { formatEnd } from "#lib/check/ids.ts";
import type { Question } from "#lib/check/question.ts";
import { type ToldBlame, blameAsMarkdown, blameAsText } from "#lib/describe/blametext.ts";
import type { Blame } from "#lib/history/blame.ts";
import { placeOf } from "#lib/history/places.ts";
import { EXIT, Failure } from "#server/failure.ts";
import { STDIN } from "#server/manifests/parse.ts";
import { asked } from "./check.ts";
import { readCommand, isLive } from "./source.ts";

const USAGE = "usage: whydrop blame FROM TO --manifests PATH… | --context NAME [-o text|json|markdown]";

/** 0 also where nothing is blocked: there is nothing to explain. */
const STATUS: Readonly<Record<Blame["kind"], number>> = { found: 0, "not-blocked": 0, none: 1, lost: 2, unknown: 2 };

/**
 * Finds the change that broke a connection: in the commits of manifests, in the past that a folder brings with it, or of a live
 * cluster in what the dashboard stored.
 *
 * @returns the exit status: 0 found or not blocked, 1 no change explains it, 2 it cannot be told
 */
export async function blameCommand(args: readonly string[]): Promise<number> {
  const { values: flags, positionals } = readCommand(args, USAGE);
  const [from, to, more] = positionals;
  if (from === undefined || to === undefined || more !== undefined || flags.queries !== undefined || flags.watched) throw new Failure(EXIT.usage, USAGE);
  const print = printerFor(flags.output ?? "text");
  const question = asked(from, to);
  if (flags.manifests?.includes(STDIN)) throw new Failure(EXIT.usage, "standard input has no past: name a folder or a file");
  const search = isLive(flags) ? (await import("./blamelive.ts")).blameLive : (await import("./blamefiles.ts")).blameFiles;
  const { blame, json } = await search(question, flags, USAGE);
  process.stdout.write(print({ query: queryOf(question), ...json, places: placesOf(blame) }));
  return STATUS[blame.kind];
}

function printerFor(format: string): (told: ToldBlame) => string {
  switch (format) {
    case "text":
      return blameAsText;
    case "json":
      return (told) => `${JSON.stringify(told, null, 2)}\n`;
    case "markdown":
      return blameAsMarkdown;
    default:
      throw new Failure(EXIT.usage, `\`${format}\` is not an output format: use text, json or markdown`);
  }
}

const queryOf = ({ from, to, port, protocol }: Question): ToldBlame["query"] => ({ from: formatEnd(from), to: formatEnd(to), port, protocol });

/** What stands in no file has none: of a live cluster, a place is only its object's name. */
function placesOf(blame: Blame): ToldBlame["places"] {
  if (blame.kind !== "found") return [];
  return blame.together.flatMap((culprit) => {
    const place = placeOf(culprit);
    return place ? [{ object: culprit.object, file: place.file, line: place.line }] : [];
  });
}
