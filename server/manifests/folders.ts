import { realpath, stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import type { FoundFiles } from "./files.ts";

/** A folder whose events say when to look. */
export interface WatchedFolder {
  /** Differs when another folder took its place. */
  readonly identity: string;
  /** Set where only this entry matters, as in the parent of what was named: it may be as busy as /tmp. */
  readonly only: string | undefined;
}

/**
 * Folders, not files: an editor replaces a file, and a watch on it would stay with the old one. Of links also the far end,
 * and of what the user named the parent, through which it may vanish and come back.
 */
export async function foldersToWatch(paths: readonly string[], { folders, files }: FoundFiles): Promise<ReadonlyMap<string, WatchedFolder>> {
  const watched = new Map<string, WatchedFolder>();
  const add = async (folder: string, only?: string): Promise<boolean> => {
    const identity = await folderIdentity(folder);
    if (identity === undefined) return false;
    const known = watched.get(folder);
    watched.set(folder, { identity, only: known === undefined || known.only === only ? only : undefined });
    return true;
  };

  for (const path of paths) {
    let [folder, name] = [dirname(path), basename(path)];
    while (!(await add(folder, name)) && dirname(folder) !== folder) [folder, name] = [dirname(folder), basename(folder)];
  }
  const farEnds = await Promise.all(files.map(({ path }) => realpath(path).catch(() => path)));
  for (const folder of new Set([...folders, ...farEnds.map((path) => dirname(path))])) await add(folder);
  return watched;
}

async function folderIdentity(folder: string): Promise<string | undefined> {
  try {
    const status = await stat(folder);
    return status.isDirectory() ? `${status.dev} ${status.ino}` : undefined;
  } catch {
    return undefined;
  }
}
