import { dialectFor } from "#lib/policy/dialects.ts";
import { Field } from "#lib/source/field.ts";
import type { SourceObject } from "#lib/source/object.ts";
import { ProblemList } from "#lib/source/problem.ts";
import type { Fact, Ingested } from "./facts.ts";
import { signed } from "./ingest/author.ts";
import { readerFor } from "./ingest/kinds.ts";
import { meaningOf, notEvaluated } from "./ingest/notevaluated.ts";
import { nameObject, placeOf } from "./ingest/object.ts";
import { readPolicy } from "./ingest/policy.ts";
import { isPolicyKind } from "./ingest/policykinds.ts";

/**
 * Understands one object of the input. Never throws: what cannot be read is among the problems.
 *
 * @param whole the object before it was pruned: its metadata tell who changed it
 */
export function ingest(source: SourceObject, whole: unknown = source.value): Ingested {
  const { facts, problems } = factsAndProblems(source);
  return { facts: signed(facts, whole), problems };
}

function factsAndProblems(source: SourceObject): Ingested {
  const problems = new ProblemList(source);
  const root = new Field(source.value, [], problems);
  const apiVersion = typeof root.at("apiVersion").value === "string" ? root.at("apiVersion").text() : undefined;
  const kind = typeof root.at("kind").value === "string" ? root.at("kind").text() : undefined;
  if (apiVersion === undefined || kind === undefined) return unknownObject(source, problems, kind);

  const dialect = dialectFor(apiVersion, kind);
  if (dialect) return readPolicy(dialect, source);
  return { facts: factsOf(apiVersion, kind, source, problems), problems: problems.found };
}

function factsOf(apiVersion: string, kind: string, source: SourceObject, problems: ProblemList): readonly Fact[] {
  const known = readerFor(apiVersion, kind);
  if (known === "secret") return [];
  const meaning = meaningOf(apiVersion, kind);
  // A file of another tool, such as a kustomization, has a kind and need not have a name.
  if (!known && !meaning && new Field(source.value, [], problems).at("metadata").at("name").absent) return [];
  const object = nameObject(apiVersion, kind, known?.scope ?? meaning?.scope ?? "unknown", source, problems);
  if (known) return object ? known.read(object) : [];
  if (meaning) return object ? [notEvaluated(object, meaning)] : [];
  return object ? [{ kind: "other", ref: object.ref }] : [];
}

/** A document of another tool, or a policy that lost its apiVersion: no API server takes either. */
function unknownObject(source: SourceObject, problems: ProblemList, kind: string | undefined): Ingested {
  problems.warning("unreadable", [], "no Kubernetes object: it has no apiVersion or no kind");
  const facts: readonly Fact[] = kind !== undefined && isPolicyKind(kind) ? [{ kind: "unreadable-policy", place: placeOf(source), kindNamed: kind }] : [];
  return { facts, problems: problems.found };
}
