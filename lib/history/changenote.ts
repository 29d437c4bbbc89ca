import { nameObject } from "#lib/cluster/ingest/object.ts";
import { OWN_API, ownSpec } from "#lib/cluster/ingest/strict.ts";
import { parseMoment } from "#lib/api/moment.ts";
import type { Field } from "#lib/source/field.ts";
import { isMap } from "#lib/source/map.ts";
import type { SourceObject } from "#lib/source/object.ts";
import { type Problem, ProblemList } from "#lib/source/problem.ts";
import type { Author, ObjectKey } from "./version.ts";

/** What a folder of a past says beside its manifests: when it became so, by whom, and what was deleted. */
export interface ChangeNote {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly author: Author;
  readonly deleted: readonly ObjectKey[];
}

const KIND = "Change";

export const isChangeNote = ({ value }: SourceObject): boolean => isMap(value) && value["apiVersion"] === OWN_API && value["kind"] === KIND;

/** One with an error is no note: half of it could blame somebody else. */
export function readChangeNote(source: SourceObject): { readonly note: ChangeNote | undefined; readonly problems: readonly Problem[] } {
  const problems = new ProblemList(source);
  const object = nameObject(OWN_API, KIND, "cluster", source, problems);
  const spec = object && ownSpec(object).allow("at", "author", "commit", "title", "deleted");
  const at = spec && timeIn(spec.at("at"));
  const [author, id, title] = ["author", "commit", "title"].map((name) => spec?.at(name).text());
  const deleted = spec?.at("deleted").list().flatMap((field) => field.text() ?? []) ?? [];
  if (at === undefined || problems.errors.length > 0) return { note: undefined, problems: problems.found };
  const commit = id === undefined ? {} : { commit: { id, author: author ?? "", title: title ?? "" } };
  return { note: { at, author: { ...(author !== undefined && { manager: author }), ...commit }, deleted }, problems: problems.found };
}

function timeIn(field: Field): number | undefined {
  const text = field.text();
  const at = text === undefined ? undefined : parseMoment(text)?.from;
  if (at === undefined) field.error("invalid", "`spec.at` must be a time such as 2026-04-16T02:13:40Z");
  return at;
}
