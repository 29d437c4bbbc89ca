import { join, relative, sep } from "node:path";
import { type ManifestFile, formatOfName, isPassedOver } from "../manifests/files.ts";
import { NOTE, PAST } from "../manifests/pastfolder.ts";
import type { TrackedPath } from "./repository.ts";

/** A file as people are shown it. */
export type Named = Pick<ManifestFile, "name" | "format">;

const PAST_FOLDER = new RegExp(`^((?:.*/)?${PAST}/)[^/]+/${NOTE.replace(".", "\\.")}$`, "s");

export interface Naming {
  /** @returns undefined for a file that nobody asked about */
  readonly fileAt: (path: string) => Named | undefined;
  /** @returns undefined for one that is below none of the paths */
  readonly pathOf: (file: Pick<ManifestFile, "path">) => string | undefined;
  /** As the files are read. */
  readonly inOrder: (a: string, b: string) => number;
}

/**
 * Which files of a repository are manifests, and what they are called: as if the folders of that time were read.
 *
 * @param committed files of the newest commit: they tell which folders hold a past, which is not in the cluster
 * @param leftOut files that a sparse working tree is without
 */
export function namingOf(paths: readonly TrackedPath[], committed: Iterable<string>, leftOut: ReadonlySet<string>): Naming {
  const pasts = [...new Set([...committed].flatMap((path) => PAST_FOLDER.exec(path)?.[1] ?? []))];
  const placeOf = (path: string): number => paths.findIndex(({ inside, isFolder }) => (isFolder ? inside === "" || path.startsWith(`${inside}/`) : path === inside));
  return {
    fileAt: (path) => {
      const found = paths[placeOf(path)];
      if (!found || leftOut.has(path)) return undefined;
      const format = formatOfName(path);
      if (!found.isFolder) return { name: found.given, format };
      const below = found.inside === "" ? path : path.slice(found.inside.length + 1);
      if (format === undefined || below.split("/").some(isPassedOver) || pasts.some((past) => path.startsWith(past) && past.length > found.inside.length + 1)) return undefined;
      return { name: join(found.given, below), format };
    },
    pathOf: ({ path }) => {
      for (const { given, inside, isFolder } of paths) {
        if (!isFolder && path === given) return inside;
        const below = relative(given, path);
        if (isFolder && below !== "" && !below.startsWith("..")) return [...(inside === "" ? [] : [inside]), ...below.split(sep)].join("/");
      }
      return undefined;
    },
    inOrder: (a, b) => {
      const [one, other] = [placeOf(a), placeOf(b)];
      if (one !== other) return one - other;
      const [left, right] = [a.split("/"), b.split("/")];
      const differs = left.findIndex((part, i) => part !== right[i]);
      return (left[differs] ?? "") < (right[differs] ?? "") ? -1 : 1;
    },
  };
}
