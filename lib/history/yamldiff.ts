import { structuredPatch } from "diff";
import type { DiffJson } from "#lib/api/history.ts";
import { writeYaml } from "#lib/cluster/documents/yaml/write.ts";
import type { Manifest } from "#lib/cluster/write/manifest.ts";

/** Lines around each difference. */
const AROUND = 3;
/** Lines that are gone or new, beyond which nobody looks for what stayed between them: that takes their square. */
const MOST_EDITS = 1_000;

/** Both sides as YAML, and what is different in it: between two places that are far apart stands a line of dots. */
export function yamlDiff(before: Manifest | undefined, after: Manifest | undefined): Pick<DiffJson, "before" | "after" | "lines"> {
  const [was, is] = [before, after].map((manifest) => (manifest ? writeYaml(manifest).text : null));
  const patch = structuredPatch("", "", was ?? "", is ?? "", undefined, undefined, { context: AROUND, maxEditLength: MOST_EDITS });
  const lines = patch?.hunks.flatMap((hunk, number) => [...(number === 0 ? [] : [{ mark: " " as const, text: "…" }]), ...hunk.lines.flatMap(lineOf)]);
  return { before: was ?? null, after: is ?? null, lines: lines ?? replaced(linesIn(was), linesIn(is)) };
}

/** From the first line that is different to the last one: all of it went, and all of it came. */
function replaced(was: readonly string[], is: readonly string[]): DiffJson["lines"] {
  const most = Math.min(was.length, is.length);
  let start = 0;
  while (start < most && was[start] === is[start]) start += 1;
  let end = 0;
  while (end < most - start && was.at(-1 - end) === is.at(-1 - end)) end += 1;
  const marked = (mark: DiffJson["lines"][number]["mark"], lines: readonly string[]): DiffJson["lines"] => lines.map((text) => ({ mark, text }));
  return [
    ...marked(" ", was.slice(Math.max(0, start - AROUND), start)),
    ...marked("-", was.slice(start, was.length - end)), ...marked("+", is.slice(start, is.length - end)),
    ...marked(" ", was.slice(was.length - end, was.length - end + AROUND)),
  ];
}

const linesIn = (text: string | null | undefined): readonly string[] => (text ? text.replace(/\n$/, "").split("\n") : []);

function lineOf(line: string): DiffJson["lines"] {
  const mark = line.charAt(0);
  return mark === " " || mark === "-" || mark === "+" ? [{ mark, text: line.slice(1) }] : [];
}
