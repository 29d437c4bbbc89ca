import { type Context, type Settings as CheckSettings, withLookups } from "#lib/check/context.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import type { ClusterState } from "#lib/graph/state.ts";
import { NothingReadable } from "#server/manifests/read.ts";
import { contextWithNames } from "#server/names/contexts.ts";
import type { Names } from "#server/names/names.ts";
import { lookAt, watchManifests } from "#server/manifests/watch.ts";
import { now } from "./clock.ts";
import type { RevisionListener, Source } from "./cluster.ts";
import { readSnapshot } from "./load.ts";

/** One cluster that is read from files and read again when they change. */
export class ManifestSource implements Source {
  readonly #paths: readonly string[];
  readonly #settings: CheckSettings;
  /** Where names are looked up. */
  readonly names: Names | undefined;
  /** The files as they were before they were read first. */
  readonly #since: string;
  readonly #listeners = new Set<RevisionListener>();
  #state: ClusterState;
  #up = true;
  #reading: Promise<void> | undefined;
  #readAgain = false;
  #stopWatching = (): void => undefined;

  private constructor(paths: readonly string[], settings: CheckSettings, names: Names | undefined, state: ClusterState, since: string) {
    this.#paths = paths;
    this.#settings = settings;
    this.names = names;
    this.#state = state;
    this.#since = since;
    names?.onChange(() => this.#become(withLookups(this.#state.context, names.known), this.#state.readAt));
  }

  /** @param idOf the cluster's id, once its name is known */
  static async open(paths: readonly string[], settings: CheckSettings, names: Names | undefined, idOf: (clusterName: string | undefined) => string): Promise<ManifestSource> {
    const since = await lookAt(paths);
    const snapshot = await snapshotOf(paths);
    const state = { id: idOf(snapshot.cluster?.name), context: contextWithNames(snapshot, settings, names), revision: 1, readAt: now() };
    return new ManifestSource(paths, settings, names, state, since);
  }

  get state(): ClusterState {
    return this.#state;
  }

  /** A source exists once its files have been read. */
  get ready(): boolean {
    return true;
  }

  /** Files are read as a whole. */
  get repairs(): number {
    return 0;
  }

  /** Whether the files could be read when they were last looked at. */
  get up(): boolean {
    return this.#up;
  }

  /** Reads again whenever a file below the paths changes. */
  watch(): void {
    this.#stopWatching = watchManifests(this.#paths, () => void this.#reread(), { since: this.#since });
  }

  async close(): Promise<void> {
    this.names?.stop();
    this.#stopWatching();
  }

  /** Calls the listener with the present revision, and with every later one. @returns takes it back */
  subscribe(listener: RevisionListener): () => void {
    this.#listeners.add(listener);
    listener(this.#state.revision);
    return () => this.#listeners.delete(listener);
  }

  /** One reading at a time; a change meanwhile is read afterwards. */
  async #reread(): Promise<void> {
    if (this.#reading) {
      this.#readAgain = true;
      return this.#reading;
    }
    do {
      this.#readAgain = false;
      this.#reading = this.#take();
      await this.#reading;
    } while (this.#readAgain);
    this.#reading = undefined;
  }

  async #take(): Promise<void> {
    const snapshot = await snapshotOf(this.#paths);
    this.#up = !snapshot.problems.some(({ place }) => place.file === "");
    this.#become(contextWithNames(snapshot, this.#settings, this.names), now());
  }

  #become(context: Context, readAt: string): void {
    this.#state = { id: this.#state.id, context, revision: this.#state.revision + 1, readAt };
    for (const listener of this.#listeners) listener(this.#state.revision);
  }
}

/** A folder that is gone is a problem on the page, and an unreadable policy to every verdict: nothing is known any more. */
async function snapshotOf(paths: readonly string[]): Promise<Snapshot> {
  try {
    return (await readSnapshot(paths, "inside")).snapshot;
  } catch (error) {
    if (!(error instanceof NothingReadable)) throw error;
    const place = { file: "", line: 0, path: "" };
    return new Snapshot([{ kind: "unreadable-policy", place, kindNamed: "source" }], [{ severity: "error", rule: "unreadable", message: error.message, place }]);
  }
}
