import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Context, type Settings, contextOf } from "#lib/check/context.ts";
import { brokenReferences } from "#lib/check/references.ts";
import type { Fact } from "#lib/cluster/facts.ts";
import { mergeTwins } from "#lib/cluster/merge.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import type { Author, ObjectKey } from "#lib/history/version.ts";
import { PAST, isPast } from "../../manifests/pastfolder.ts";
import { type FolderObjects, UnreadablePast, objectsIn } from "./objects.ts";

/** One state of a folder's own past. */
export interface PastState {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly context: Context;
  readonly author: Author;
}

/**
 * The past that a folder of manifests brings with it, in `history/`: a folder for each change, in their order, with what was
 * put then and a note. What no change names was there from the beginning.
 *
 * @returns none where it brings none. @throws UnreadablePast
 */
export async function pastOf(paths: readonly string[], settings: Settings): Promise<readonly PastState[]> {
  const folders = await changeFolders(paths);
  if (folders.length === 0) return [];
  const changes = await Promise.all(folders.map((folder) => objectsIn([folder])));
  const named = new Set(changes.flatMap(({ facts, notes }) => [...facts.keys(), ...notes.flatMap(({ deleted }) => deleted)]));
  const present = await objectsIn(paths);
  const objects = new Map<ObjectKey, readonly Fact[]>([...present.facts].filter(([key]) => !named.has(key)));
  const states: PastState[] = [];
  for (const [number, change] of changes.entries()) {
    const { at, author, deleted } = onlyNote(change, folders[number] ?? "");
    if (at <= (states.at(-1)?.at ?? -Infinity)) throw new UnreadablePast(`\`${folders[number] ?? ""}\` is not later than the change before it`);
    for (const key of deleted) if (!objects.delete(key)) throw new UnreadablePast(`\`${folders[number] ?? ""}\` deletes \`${key}\`, which is not there`);
    for (const [key, facts] of change.facts) objects.set(key, facts);
    states.push({ at, author, context: contextFrom(objects, settings) });
  }
  return states;
}

async function changeFolders(paths: readonly string[]): Promise<readonly string[]> {
  const found = await Promise.all(paths.map(async (path) => {
    const past = join(path, PAST);
    if (!(await isPast(past))) return [];
    const entries = await readdir(past, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(past, name)).sort();
  }));
  return found.flat();
}

function onlyNote({ notes }: FolderObjects, folder: string): FolderObjects["notes"][number] {
  const [note, other] = notes;
  if (note === undefined || other !== undefined) throw new UnreadablePast(`\`${folder}\` must have one Change, in change.yaml`);
  return note;
}

function contextFrom(objects: ReadonlyMap<ObjectKey, readonly Fact[]>, settings: Settings): Context {
  const { facts, problems } = mergeTwins({ facts: [...objects.values()].flat(), problems: [] });
  return contextOf(new Snapshot(facts, [...problems, ...brokenReferences(facts)]), settings);
}
