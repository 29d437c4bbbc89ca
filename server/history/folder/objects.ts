import { readFileSync } from "node:fs";
import { type ReadDocument } from "#lib/cluster/documents/document.ts";
import { readDocuments } from "#lib/cluster/documents/read.ts";
import type { Fact } from "#lib/cluster/facts.ts";
import { ingest } from "#lib/cluster/ingest.ts";
import type { Manifest } from "#lib/cluster/write/manifest.ts";
import { writeFact } from "#lib/cluster/write/fact.ts";
import { type ChangeNote, isChangeNote, readChangeNote } from "#lib/history/changenote.ts";
import { keyOf } from "#lib/history/key.ts";
import type { ObjectKey } from "#lib/history/version.ts";
import { isMap } from "#lib/source/map.ts";
import type { SourceObject } from "#lib/source/object.ts";
import { decode } from "../../manifests/decode.ts";
import { findFiles } from "../../manifests/files.ts";

/** The facts of each object, as they stand in a folder. */
export interface FolderObjects {
  readonly facts: ReadonlyMap<ObjectKey, readonly Fact[]>;
  readonly notes: readonly ChangeNote[];
}

/** A past that cannot be read is told of none: half of it would blame the wrong change. */
export class UnreadablePast extends Error {}

/** @throws UnreadablePast */
export async function objectsIn(paths: readonly string[]): Promise<FolderObjects> {
  const { files, failed } = await findFiles(paths, "given");
  if (failed[0]) throw new UnreadablePast(`\`${failed[0].path}\` cannot be read (${failed[0].code})`);
  const facts = new Map<ObjectKey, readonly Fact[]>();
  const notes: ChangeNote[] = [];
  for (const { path, name, format } of files) {
    const decoded = decode(readFileSync(path), format);
    if (decoded.kind === "refused") throw new UnreadablePast(`\`${name}\`: ${decoded.message}`);
    for (const document of readDocuments(name, decoded.format, decoded.text)) {
      const source = readable(document);
      if (isChangeNote(source)) notes.push(noteIn(source));
      else put(facts, source);
    }
  }
  return { facts, notes };
}

function readable(document: ReadDocument): SourceObject {
  if (document.kind === "object") return document.source;
  const { message, place } = document.problem;
  throw new UnreadablePast(`\`${place.file}\` line ${place.line}: ${message}`);
}

function noteIn(source: SourceObject): ChangeNote {
  const { note, problems } = readChangeNote(source);
  if (note) return note;
  const [first] = problems;
  throw new UnreadablePast(`\`${source.file}\` line ${first?.place.line ?? 1}: ${first?.message ?? "no change"}`);
}

function put(facts: Map<ObjectKey, readonly Fact[]>, source: SourceObject): void {
  const { value } = source;
  if (!isMap(value) || typeof value["apiVersion"] !== "string" || typeof value["kind"] !== "string") return;
  const read = ingest(source).facts;
  facts.set(keyIn(value as Manifest, read), read);
}

/** The name that the API gives it: a manifest need not say which namespace. Of a list of entries it is the list's own. */
function keyIn(value: Manifest, facts: readonly Fact[]): ObjectKey {
  const [first] = facts;
  const written = first && first.kind !== "destination" && first.kind !== "watched-check" ? writeFact(first) : undefined;
  return keyOf(written?.kind === "manifest" ? written.manifest : value);
}
