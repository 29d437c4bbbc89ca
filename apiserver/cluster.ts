import type { Time } from "#server/time.ts";
import { systemTime } from "#server/systemtime.ts";
import { Access } from "./access.ts";
import { completed, isSame, placed, placeOf } from "./completion.ts";
import { type Kind, qualified } from "./kinds.ts";
import type { GivenObject, KubeObject, ObjectReference } from "./object.ts";
import { type Quirks, quirksOf } from "./quirks.ts";
import { Random } from "./random.ts";
import { installable, ServedKinds } from "./served.ts";
import { type Backup, keyOf, Store } from "./store.ts";

export interface ClusterOptions {
  readonly seed?: number;
  readonly time?: Time;
  readonly quirks?: Partial<Quirks>;
  /** The resourceVersion to begin after: one beyond 2^53 shows who reads it as a number. */
  readonly revision?: bigint;
  /** How many changes of each resource can be watched again. */
  readonly memory?: number;
}

const MANAGER = "kube-controller-manager";

/** What a cluster is made of, and what can be done to it without asking its API. */
export class Cluster {
  readonly store: Store;
  readonly kinds = new ServedKinds();
  readonly access: Access;
  readonly time: Time;
  readonly random: Random;
  /** May be changed while it runs: `server.quirks = quirksOf({ … })`. */
  quirks: Quirks;
  #watches = new AbortController();
  readonly #watchesOf = new Map<string, AbortController>();

  constructor({ seed = 1, time = systemTime, quirks = {}, revision = 1000n, memory = 10_000 }: ClusterOptions = {}) {
    this.random = new Random(seed);
    this.time = time;
    this.quirks = quirksOf(quirks);
    this.store = new Store(revision, memory);
    this.access = new Access(time);
  }

  /**
   * Creates an object, or replaces it where there is one of that name. The same once more changes nothing.
   *
   * @throws where its kind is not served
   */
  put(given: GivenObject, manager = MANAGER): KubeObject {
    const kind = this.kinds.ofObject(given);
    const present = this.store.get(qualified(kind), placeOf(kind, given));
    const next = completed(placed(kind, given), present, { kind, manager, now: this.timestamp(), uid: () => this.random.uuid() });
    return present && isSame(present, next) ? present : this.store.put(qualified(kind), next);
  }

  /** @returns the object as its deletion left it; undefined where there was none */
  remove(reference: ObjectReference): KubeObject | undefined {
    const kind = this.kinds.ofObject(reference);
    return this.store.remove(qualified(kind), placeOf(kind, reference));
  }

  get(reference: ObjectReference): KubeObject | undefined {
    const kind = this.kinds.ofObject(reference);
    return this.store.get(qualified(kind), placeOf(kind, reference));
  }

  /** @param resource `pods`, `networkpolicies.networking.k8s.io` */
  objects(resource: string): readonly KubeObject[] {
    return this.store.all(resource);
  }

  /** Forgets the history: who watches from before has to list again. */
  compact(revision?: bigint): void {
    this.store.compact(revision);
  }

  backup(): Backup {
    return this.store.backup();
  }

  /** As a restored etcd: resourceVersions go back. Its API servers start anew, so every watch ends. */
  restoreFrom(backup: Backup): void {
    this.store.restore(backup);
    this.endWatches();
  }

  /** @param what a group, a group and version, a resource with its group, or a kind of your own (also one that is served, in other versions) */
  install(what: string | Kind): void {
    for (const kind of typeof what === "string" ? installable(what) : [what]) {
      this.#endWatchesOf(kind);
      this.kinds.set(kind);
    }
  }

  /** As when custom resource definitions are deleted: their objects go first, then their watches end. */
  uninstall(what: string | Kind): void {
    for (const kind of typeof what === "string" ? installable(what) : [what]) {
      for (const object of this.store.all(qualified(kind))) this.store.remove(qualified(kind), keyOf(object));
      this.kinds.delete(kind);
      this.#endWatchesOf(kind);
    }
  }

  /** As a server that is being restarted: every open watch ends, in order. */
  endWatches(): void {
    this.#watches.abort();
    this.#watches = new AbortController();
  }

  /** Aborted when the watches of a kind end. */
  endOfWatches(kind: Kind): AbortSignal {
    const own = this.#watchesOf.get(qualified(kind)) ?? new AbortController();
    this.#watchesOf.set(qualified(kind), own);
    return AbortSignal.any([this.#watches.signal, own.signal]);
  }

  #endWatchesOf(kind: Kind): void {
    this.#watchesOf.get(qualified(kind))?.abort();
    this.#watchesOf.delete(qualified(kind));
  }

  /** Now, as Kubernetes writes it. */
  timestamp(): string {
    return new Date(this.time.wall()).toISOString().replace(/\.\d+Z$/, "Z");
  }
}
