import type { ProblemJson } from "#lib/api/graph.ts";
import { nameOf } from "#lib/source/identity.ts";
import type { Problem } from "#lib/source/problem.ts";

/** A problem as pages and `whydrop lint -o json` show it. */
export const problemJson = ({ severity, rule, message, place, object }: Problem): ProblemJson => ({
  severity, rule, message, file: place.file, line: place.line, field: place.path, ...(object && { object: nameOf(object) }),
});
