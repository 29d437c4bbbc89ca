import { type FSWatcher, watch } from "node:fs";
import { type FoundFiles, findFiles } from "./files.ts";
import { type WatchedFolder, foldersToWatch } from "./folders.ts";
import { STDIN } from "./parse.ts";

/** Milliseconds. An editor's several writes are one change. */
const SETTLE = 100;
/** Milliseconds. For what the system does not tell: network file systems, files behind links, exhausted watches. */
const POLL = 2_000;

/**
 * Calls `onChange` after files below the paths were written, replaced, added or removed, also when a folder vanishes and
 * comes back. The system's events only say when to look; whether something changed is seen from the files.
 *
 * @returns stops watching
 */
export function watchManifests(paths: readonly string[], onChange: () => void, { since, poll = POLL }: Watch = {}): () => void {
  const watching = new Watching(onDisk(paths), onChange, since, poll);
  return () => watching.stop();
}

interface Watch {
  /** What `lookAt` saw before the files were read: what was written meanwhile is a change. Absent: whatever is found first. */
  readonly since?: string;
  /** Milliseconds between looks for which the system gave no sign. */
  readonly poll?: number;
}

/** What tells whether a file below the paths was written, replaced, added or removed. */
export const lookAt = async (paths: readonly string[]): Promise<string> => fingerprint(await findFiles(onDisk(paths)));

const onDisk = (paths: readonly string[]): readonly string[] => paths.filter((path) => path !== STDIN);

class Watching {
  readonly #paths: readonly string[];
  readonly #onChange: () => void;
  readonly #watchers = new Map<string, WatchedFolder & { readonly watcher: FSWatcher }>();
  readonly #poll: NodeJS.Timeout;
  #settling: NodeJS.Timeout | undefined;
  #looking = false;
  #lookAgain = false;
  #stopped = false;
  #seen: string | undefined;

  constructor(paths: readonly string[], onChange: () => void, since: string | undefined, poll: number) {
    this.#paths = paths;
    this.#seen = since;
    this.#onChange = onChange;
    this.#poll = setInterval(() => this.#soon(), poll);
    this.#poll.unref();
    void this.#look();
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#poll);
    clearTimeout(this.#settling);
    for (const folder of [...this.#watchers.keys()]) this.#forget(folder);
  }

  /** Not put off by further events: a folder that is written to all the time is still read. */
  #soon(): void {
    this.#settling ??= setTimeout(() => {
      this.#settling = undefined;
      void this.#look();
    }, SETTLE);
  }

  async #look(): Promise<void> {
    if (this.#looking) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = true;
    const found = await findFiles(this.#paths);
    const folders = await foldersToWatch(this.#paths, found);
    this.#looking = false;
    if (this.#stopped) return;

    const rearmed = this.#rearm(folders);
    const before = this.#seen;
    this.#seen = fingerprint(found);
    if (before !== undefined && before !== this.#seen) this.#onChange();
    if (this.#lookAgain || rearmed) this.#soon();
    this.#lookAgain = false;
  }

  /** @returns whether a folder is watched only from now on, so that something in it may have been missed */
  #rearm(folders: ReadonlyMap<string, WatchedFolder>): boolean {
    for (const [folder, watched] of this.#watchers) {
      const wanted = folders.get(folder);
      if (wanted?.identity !== watched.identity || wanted.only !== watched.only) this.#forget(folder);
    }
    const fresh = [...folders].filter(([folder]) => !this.#watchers.has(folder));
    for (const [folder, wanted] of fresh) this.#arm(folder, wanted);
    return fresh.some(([folder]) => this.#watchers.has(folder));
  }

  #arm(folder: string, wanted: WatchedFolder): void {
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => {
        if (wanted.only === undefined || name === null || name === wanted.only) this.#soon();
      });
      watcher.on("error", () => this.#soon());
      this.#watchers.set(folder, { ...wanted, watcher });
    } catch {
      // Gone again, or no watches left: the poll sees it.
    }
  }

  #forget(folder: string): void {
    this.#watchers.get(folder)?.watcher.close();
    this.#watchers.delete(folder);
  }
}

const fingerprint = ({ files, failed }: FoundFiles): string =>
  [...files.map(({ path, version }) => `${path} ${version}`), ...failed.map(({ path, code }) => `${path} ${code}`)].join("\n");
