import type { RevisionJson } from "#lib/api/history.ts";

export type Entry =
  | { readonly kind: "change"; readonly revision: RevisionJson }
  /** Changes in a row that made no verdict another one. */
  | { readonly kind: "quiet"; readonly revisions: readonly RevisionJson[] };

/** What had an effect stands for itself, in its order; what had none is one line. */
export function foldedOf(revisions: readonly RevisionJson[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (const revision of revisions) {
    const last = entries.at(-1);
    if (revision.flips.length > 0) entries.push({ kind: "change", revision });
    else if (last?.kind === "quiet") entries[entries.length - 1] = { kind: "quiet", revisions: [...last.revisions, revision] };
    else entries.push({ kind: "quiet", revisions: [revision] });
  }
  return entries;
}
