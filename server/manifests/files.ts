import { readdir, realpath, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { PAST, isPast } from "./pastfolder.ts";
import type { Format } from "#lib/cluster/documents/read.ts";

/** A manifest file, as the user's path leads to it. */
export interface ManifestFile {
  readonly path: string;
  /** What people are shown. */
  readonly name: string;
  /** By the name's ending; undefined where only the content tells. */
  readonly format: Format | undefined;
  /** Bytes. */
  readonly size: number;
  /** Differs when the file was written or replaced. */
  readonly version: string;
}

export interface FoundFiles {
  readonly files: readonly ManifestFile[];
  /** All folders that were looked through, for watching them. */
  readonly folders: readonly string[];
  readonly failed: readonly FailedPath[];
}

export interface FailedPath {
  readonly path: string;
  /** Node's: ENOENT, EACCES, … */
  readonly code: string;
}

/** `given`: files are called as the user's paths lead to them. `inside`: a server's own folders are nobody's business. */
export type Naming = "given" | "inside";

/** The files below the given paths, in an order that does not depend on the file system; none twice, none endlessly. */
export async function findFiles(paths: readonly string[], naming: Naming = "given"): Promise<FoundFiles> {
  const search = new Search();
  for (const path of paths) await search.path(path, true, naming === "given" ? path : paths.length > 1 ? basename(path) : "");
  return search;
}

class Search implements FoundFiles {
  readonly files: ManifestFile[] = [];
  readonly folders: string[] = [];
  readonly failed: FailedPath[] = [];
  readonly #seen = new Set<string>();

  async path(path: string, given: boolean, name: string): Promise<void> {
    try {
      const status = await stat(path, { bigint: true });
      const format = formatOfName(path);
      const wanted = status.isDirectory() || (given ? status.isFile() || status.isFIFO() : status.isFile() && format !== undefined);
      const real = await realpath(path);
      if (!wanted || this.#seen.has(real)) return;
      this.#seen.add(real);
      if (status.isDirectory()) await this.#folder(path, name);
      else this.files.push({ path, name: name === "" ? basename(path) : name, format, size: Number(status.size), version: `${status.ino} ${status.size} ${status.mtimeNs} ${status.ctimeNs}` });
    } catch (error) {
      this.failed.push({ path, code: codeOf(error) });
    }
  }

  async #folder(path: string, shown: string): Promise<void> {
    this.folders.push(path);
    const names = await readdir(path);
    for (const name of names.toSorted()) {
      if (isPassedOver(name) || (name === PAST && (await isPast(join(path, name))))) continue;
      await this.path(join(path, name), false, join(shown, name));
    }
  }
}

/** What stands in a folder and is no part of it. */
export const isPassedOver = (name: string): boolean => name.startsWith(".") || name === "node_modules";

/** A file or pipe that was named itself is read whatever it is called. */
export function formatOfName(path: string): Format | undefined {
  const name = path.toLowerCase();
  if (name.endsWith(".json")) return "json";
  return name.endsWith(".yaml") || name.endsWith(".yml") ? "yaml" : undefined;
}

export function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : String(error);
}
