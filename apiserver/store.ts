import { firstWhere } from "./halving.ts";
import type { KubeObject } from "./object.ts";

/** One change: created without `before`, deleted without `after`. */
export interface Change {
  readonly revision: bigint;
  readonly before?: KubeObject;
  readonly after?: KubeObject;
}

interface Shelf {
  readonly objects: Map<string, KubeObject>;
  readonly history: Change[];
  /** Changes up to this one are forgotten: set where `history` was cut. */
  forgotten: bigint;
  /** By key, as the objects stand now; undone by every change. */
  sorted?: readonly KubeObject[] | undefined;
  /** The one past state that was asked for last: the pages of a list ask again and again. */
  past?: { readonly revision: bigint; readonly objects: readonly KubeObject[] };
}

export type Listener = (change: Change) => void;
export interface Backup {
  readonly revision: bigint;
  readonly shelves: ReadonlyMap<string, ReadonlyMap<string, KubeObject>>;
}

export const keyOf = ({ metadata: { namespace, name } }: { readonly metadata: { readonly name: string; readonly namespace?: string } }): string =>
  namespace === undefined ? name : `${namespace}/${name}`;

/** Objects by resource, one number that grows with every change, and the changes that made them, as etcd keeps them. */
export class Store {
  readonly #shelves = new Map<string, Shelf>();
  readonly #listeners = new Map<string, Set<Listener>>();
  /** How many changes of one resource are remembered. */
  readonly #memory: number;
  #revision: bigint;
  #compacted = 0n;

  constructor(revision: bigint, memory: number) {
    this.#revision = revision;
    this.#memory = memory;
  }

  get revision(): bigint {
    return this.#revision;
  }

  get(resource: string, key: string): KubeObject | undefined {
    return this.#shelf(resource).objects.get(key);
  }

  /** In the order of their keys. */
  all(resource: string): readonly KubeObject[] {
    const shelf = this.#shelf(resource);
    shelf.sorted ??= inOrder(shelf.objects);
    return shelf.sorted;
  }

  /** @returns the objects as they stood at that revision; undefined where it is forgotten */
  allAt(resource: string, revision: bigint): readonly KubeObject[] | undefined {
    if (revision < this.oldest(resource)) return undefined;
    const shelf = this.#shelf(resource);
    const later = this.changesAfter(resource, revision);
    if (later.length === 0) return this.all(resource);
    if (shelf.past?.revision !== revision) {
      const past = new Map(shelf.objects);
      for (const { before, after } of later.toReversed()) {
        if (before) past.set(keyOf(before), before);
        else if (after) past.delete(keyOf(after));
      }
      shelf.past = { revision, objects: inOrder(past) };
    }
    return shelf.past.objects;
  }

  /** The oldest revision that can still be listed or watched from. */
  oldest(resource: string): bigint {
    const { forgotten } = this.#shelf(resource);
    return forgotten > this.#compacted ? forgotten : this.#compacted;
  }

  /** @param revision not older than the `oldest` */
  changesAfter(resource: string, revision: bigint): readonly Change[] {
    const { history } = this.#shelf(resource);
    return history.slice(firstAfter(history, revision));
  }

  put(resource: string, object: KubeObject): KubeObject {
    const revision = ++this.#revision;
    const before = this.get(resource, keyOf(object));
    const after = stamped(object, revision);
    this.#shelf(resource).objects.set(keyOf(after), after);
    this.#commit(resource, { revision, after, ...(before && { before }) });
    return after;
  }

  /** @returns the object as its deletion left it */
  remove(resource: string, key: string): KubeObject | undefined {
    const object = this.get(resource, key);
    if (object === undefined) return undefined;
    const revision = ++this.#revision;
    this.#shelf(resource).objects.delete(key);
    this.#commit(resource, { revision, before: object });
    return stamped(object, revision);
  }

  /** Forgets how it came to stand as it stands. */
  compact(revision = this.#revision): void {
    this.#compacted = revision;
    for (const { history } of this.#shelves.values()) history.splice(0, firstAfter(history, revision));
  }

  backup(): Backup {
    return { revision: this.#revision, shelves: new Map([...this.#shelves].map(([resource, { objects }]) => [resource, new Map(objects)])) };
  }

  /** History goes back to the backup, and nothing before it is known. */
  restore({ revision, shelves }: Backup): void {
    this.#shelves.clear();
    for (const [resource, objects] of shelves) this.#shelves.set(resource, { objects: new Map(objects), history: [], forgotten: 0n });
    this.#revision = this.#compacted = revision;
  }

  /** @returns what ends the subscription */
  subscribe(resource: string, listener: Listener): () => void {
    const listeners = this.#listeners.get(resource) ?? new Set();
    this.#listeners.set(resource, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  #commit(resource: string, change: Change): void {
    const shelf = this.#shelf(resource);
    shelf.sorted = undefined;
    shelf.history.push(change);
    // Cut in bulk: to shift an array for every change takes as long as the array.
    if (shelf.history.length > 2 * this.#memory) {
      const cut = shelf.history.splice(0, shelf.history.length - this.#memory);
      shelf.forgotten = cut.at(-1)?.revision ?? shelf.forgotten;
    }
    for (const listener of this.#listeners.get(resource) ?? []) listener(change);
  }

  #shelf(resource: string): Shelf {
    const shelf = this.#shelves.get(resource) ?? { objects: new Map(), history: [], forgotten: 0n };
    this.#shelves.set(resource, shelf);
    return shelf;
  }
}

export const stamped = (object: KubeObject, revision: bigint): KubeObject => ({ ...object, metadata: { ...object.metadata, resourceVersion: String(revision) } });

const inOrder = (objects: ReadonlyMap<string, KubeObject>): readonly KubeObject[] =>
  [...objects].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, object]) => object);

const firstAfter = (history: readonly Change[], revision: bigint): number => firstWhere(history, (change) => change.revision > revision);
