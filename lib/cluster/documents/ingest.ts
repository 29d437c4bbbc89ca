import { ingest } from "../ingest.ts";
import type { Fact, Ingested } from "../facts.ts";
import type { Problem } from "#lib/source/problem.ts";
import { type Format, readDocuments } from "./read.ts";

/** All facts and problems of one file's text. */
export function ingestText(file: string, format: Format, text: string): Ingested {
  const facts: Fact[] = [];
  const problems: Problem[] = [];
  for (const document of readDocuments(file, format, text)) {
    switch (document.kind) {
      case "object": {
        const ingested = ingest(document.source);
        facts.push(...ingested.facts);
        problems.push(...ingested.problems);
        break;
      }
      case "unreadable":
        problems.push(document.problem);
        if (document.policyKind !== undefined) {
          facts.push({ kind: "unreadable-policy", place: document.problem.place, kindNamed: document.policyKind });
        }
        break;
    }
  }
  return { facts, problems };
}
