import { namedPolicyKind } from "#lib/cluster/ingest/policykinds.ts";
import type { SourceObject } from "#lib/source/object.ts";
import type { Problem } from "#lib/source/problem.ts";

/** What a file is made of. */
export type ReadDocument =
  | { readonly kind: "object"; readonly source: SourceObject }
  /** `policyKind`: it names a policy, so that its absence could change every verdict. */
  | { readonly kind: "unreadable"; readonly problem: Problem; readonly policyKind?: string };

/** @param text the document's, searched for the kind of a policy */
export function unreadableDocument(file: string, line: number, message: string, text: string): ReadDocument {
  const problem: Problem = { severity: "error", rule: "unreadable", message, place: { file, line, path: "" } };
  const policyKind = namedPolicyKind(text);
  return { kind: "unreadable", problem, ...(policyKind !== undefined && { policyKind }) };
}
