import type { Ingested } from "../facts.ts";

/** A file of which not even the documents are known. */
export function unreadableFile(file: string, message: string, policyKind?: string): Ingested {
  const place = { file, line: 1, path: "" };
  return {
    facts: policyKind === undefined ? [] : [{ kind: "unreadable-policy", place, kindNamed: policyKind }],
    problems: [{ severity: "error", rule: "unreadable", message, place }],
  };
}
