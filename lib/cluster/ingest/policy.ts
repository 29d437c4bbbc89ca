import type { Dialect } from "#lib/policy/dialect.ts";
import type { SourceObject } from "#lib/source/object.ts";
import type { Ingested } from "../facts.ts";
import { placeOf } from "./object.ts";

export function readPolicy(dialect: Dialect, source: SourceObject): Ingested {
  const reading = dialect.read(source);
  return { facts: [{ kind: "policy", reading, place: placeOf(source), text: source.text() }], problems: reading.problems };
}
