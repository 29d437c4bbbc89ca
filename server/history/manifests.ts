import type { Manifest } from "#lib/cluster/write/manifest.ts";
import { type Database, StoreFault } from "../store/database.ts";
import { wholeManifest } from "./body.ts";
import { selectIn, textIn } from "./rows.ts";

/** Bodies that are kept in memory: those of a large cluster, so that its next past state reads only what is different. */
const MOST = 40_000;

/** The bodies of a store, each one value for as long as it is kept: what was read of it is found again. */
export class Manifests {
  readonly #database: Database;
  readonly #held = new Map<string, Manifest>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** By hash. @throws StoreFault also where one is gone or damaged: without it a state would be told that never was */
  async read(hashes: Iterable<string>): Promise<ReadonlyMap<string, Manifest>> {
    const wanted = new Set(hashes);
    const missing = [...wanted].filter((hash) => !this.#held.has(hash));
    if (this.#held.size + missing.length > MOST) for (const hash of [...this.#held.keys()].filter((hash) => !wanted.has(hash))) this.#held.delete(hash);
    for (const row of await selectIn(this.#database, "SELECT hash, content FROM body WHERE hash IN", [], missing)) this.#keep(textIn(row, "hash"), textIn(row, "content"));
    return new Map([...wanted].map((hash) => {
      const manifest = this.#held.get(hash);
      if (!manifest) throw new StoreFault("damaged");
      return [hash, manifest] as const;
    }));
  }

  #keep(hash: string, content: string): void {
    const manifest = wholeManifest(content, hash);
    if (manifest) this.#held.set(hash, manifest);
  }
}
