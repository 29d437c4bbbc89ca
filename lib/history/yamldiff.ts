import { structuredPatch } from "diff";
import type { DiffJson } from "#lib/api/history.ts";
import { writeYaml } from "#lib/cluster/documents/yaml/write.ts";
import type { Manifest } from "#lib/cluster/write/manifest.ts";

/** Lines around each difference. */
const AROUND = 3;

/** Both sides as YAML, and what is different in it: between two places that are far apart stands a line of dots. */
export function yamlDiff(before: Manifest | undefined, after: Manifest | undefined): Pick<DiffJson, "before" | "after" | "lines"> {
  const [was, is] = [before, after].map((manifest) => (manifest ? writeYaml(manifest).text : null));
  const { hunks } = structuredPatch("", "", was ?? "", is ?? "", undefined, undefined, { context: AROUND });
  const lines = hunks.flatMap((hunk, number) => [...(number === 0 ? [] : [{ mark: " " as const, text: "…" }]), ...hunk.lines.flatMap(lineOf)]);
  return { before: was ?? null, after: is ?? null, lines };
}

function lineOf(line: string): DiffJson["lines"] {
  const mark = line.charAt(0);
  return mark === " " || mark === "-" || mark === "+" ? [{ mark, text: line.slice(1) }] : [];
}
