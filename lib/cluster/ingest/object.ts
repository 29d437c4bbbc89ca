import { Field } from "#lib/source/field.ts";
import type { ObjectRef, Place, SourceObject } from "#lib/source/object.ts";
import type { ProblemList } from "#lib/source/problem.ts";
import type { Fact } from "../facts.ts";

/** An object whose apiVersion, kind and name could be read. */
export interface Named {
  readonly ref: ObjectRef;
  readonly root: Field;
  readonly place: Place;
  readonly source: SourceObject;
  readonly problems: ProblemList;
}

/** Reads what it can of one kind of object; the rest goes to `problems`. */
export type Reader = (object: Named) => readonly Fact[];

export type Scope = "namespaced" | "cluster" | "unknown";

export const placeOf = (source: SourceObject): Place => ({ file: source.file, line: source.lineOf([]), path: "" });

/** @returns undefined, and a problem, for what cannot be told from others; `generateName` stands in, as in a manifest for `kubectl create` */
export function nameObject(apiVersion: string, kind: string, scope: Scope, source: SourceObject, problems: ProblemList): Named | undefined {
  const root = new Field(source.value, [], problems);
  const metadata = root.at("metadata");
  const namespace = metadata.at("namespace").text();
  const name = metadata.at("name").text() ?? metadata.at("generateName").text() ?? "";
  const ref = { apiVersion, kind, namespace: scope === "cluster" ? "" : namespace || (scope === "namespaced" ? "default" : ""), name };
  problems.about(ref);
  if (name === "" && !metadata.at("name").value) metadata.at("name").error("required", "`metadata.name` is missing");
  const misplaced = scope !== "cluster" && namespace === undefined && !metadata.at("namespace").absent;
  if (name === "" || misplaced) return undefined;
  return { ref, root, place: placeOf(source), source, problems };
}
