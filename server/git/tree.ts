import { git } from "./git.ts";
import type { Repository } from "./repository.ts";

/** Files that a sparse working tree leaves out, by their paths from the root: nobody reads them now, so nobody did. */
export async function leftOutOf({ root, paths }: Repository): Promise<ReadonlySet<string>> {
  const listed = await git(root, "ls-files", "-t", "-z", "--", ...paths.map(({ inside }) => (inside === "" ? "." : inside)));
  return new Set(listed.split("\0").flatMap((entry) => (entry.startsWith("S ") ? [entry.slice(2)] : [])));
}

/** The blobs of the newest commit below the paths, by their paths from the root. */
export async function treeOf({ root, paths }: Repository): Promise<ReadonlyMap<string, string>> {
  const listed = await git(root, "ls-tree", "-r", "-z", "--full-tree", "HEAD", "--", ...paths.map(({ inside }) => (inside === "" ? "." : inside)));
  return new Map(listed.split("\0").flatMap((entry) => {
    const found = /^100\d{3} blob ([0-9a-f]+)\t(.*)$/s.exec(entry);
    return found?.[1] === undefined || found[2] === undefined ? [] : [[found[2], found[1]] as const];
  }));
}
