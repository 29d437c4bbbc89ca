import { rfc3339 } from "#lib/api/moment.ts";
import { brokenReferences } from "#lib/check/references.ts";
import type { Context, Settings as CheckSettings } from "#lib/check/context.ts";
import type { ClusterInfo, Ingested } from "#lib/cluster/facts.ts";
import { mergeTwins } from "#lib/cluster/merge.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import type { ClusterState } from "#lib/graph/state.ts";
import type { RevisionListener, Source } from "../clusters/cluster.ts";
import { contextWithNames } from "../names/contexts.ts";
import type { Names } from "../names/names.ts";
import type { Change } from "./collection.ts";
import { differences } from "./audit.ts";
import { ApiFault } from "./fault.ts";
import { KindSet, type KindSetWish } from "./kindset.ts";
import type { Server } from "./reflector.ts";
import { requestJson } from "./request.ts";
import { text } from "./entry.ts";
import { unreadableOf } from "./unreadable.ts";

export interface KubernetesWish extends Omit<KindSetWish, "onChange"> {
  /** The cluster's id in addresses. */
  readonly id: string;
  /** What it is called where its past is stored. */
  readonly storedName: string;
  /** The revision before the first. */
  readonly after: number;
  readonly checks: CheckSettings;
  /** What stands in files beside the cluster: catalogues, watch lists. */
  readonly beside: Ingested;
  /** What stays true of the connection, such as that it is not verified. */
  readonly warnings: readonly string[];
  /** Where names are looked up; undefined: nowhere. */
  readonly names?: Names;
  /** Hears every change of an object, in the order in which they were learnt. */
  readonly onObject?: (change: Change) => void;
  /** Lets go of the connections. */
  readonly release?: () => Promise<void>;
}

/** Milliseconds: several changes are one revision. While everything is being read, progress is told less often. */
const SETTLE = { live: 100, loading: 500 };
/** Milliseconds between two looks at how old things are. */
const LOOK = 2_000;
/** Milliseconds for which it is told that a server's history went back. */
const WENT_BACK = 3_600_000;
/** Milliseconds between two comparisons with the server. */
const AUDIT = 600_000;
/** Milliseconds between two looks whether all has been read. */
const READY_LOOK = 10;

/** One live cluster. It exists at once, and says of every kind how well it is known. */
export class KubernetesSource implements Source {
  readonly #server: Server;
  readonly #wish: KubernetesWish;
  readonly #kinds: KindSet;
  readonly #stop = new AbortController();
  readonly #listeners = new Set<RevisionListener>();
  #revision: number;
  /** When the newest revision was told, in milliseconds since 1970. */
  #toldAt = 0;
  #settling = false;
  #version: string | undefined;
  #built: { readonly revision: number; readonly unread: string; readonly context: Context } | undefined;
  #told = "";
  #repairs = 0;

  constructor(server: Server, wish: KubernetesWish) {
    this.#server = server;
    this.#wish = wish;
    this.#revision = wish.after + 1;
    wish.names?.onChange(() => this.#changed());
    this.#kinds = new KindSet(server, { ...wish, onChange: (change) => this.#heard(change) });
  }

  /** Begins to read, and goes on until it is closed. */
  start(): void {
    const { signal } = this.#stop;
    for (const endless of [this.#kinds.run(signal), this.#watchAges(signal), this.#readVersion(signal), this.#audit(signal)]) endless.catch(() => undefined);
  }

  /** Objects of which the copy was found to be wrong, and read anew. */
  get repairs(): number {
    return this.#repairs;
  }

  get kinds(): KindSet {
    return this.#kinds;
  }

  get storedName(): string {
    return this.#wish.storedName;
  }

  get names(): Names | undefined {
    return this.#wish.names;
  }

  get state(): ClusterState {
    const revision = this.#revision;
    // What cannot be read may change between two revisions: no verdict rests on what is not known any more, or not yet told.
    const unread = this.#unread();
    if (this.#built?.revision !== revision || this.#built.unread !== unread) this.#built = { revision, unread, context: this.#build() };
    return { id: this.#wish.id, context: this.#built.context, revision, readAt: rfc3339(this.#trueAt()), becameAt: rfc3339(this.#toldAt), kinds: this.#kinds.states(), warnings: this.#warnings() };
  }

  get ready(): boolean {
    return this.#kinds.served !== undefined && this.#kinds.kinds.every(({ scopes }) => scopes.every(({ settled }) => settled));
  }

  get up(): boolean {
    return this.ready && unreadableOf(this.#kinds).length === 0;
  }

  /** @returns when everything has been read once, when the time is up, or when the server could not tell what it serves */
  async whenReady(patience: number): Promise<{ readonly kind: "ready" | "late" } | { readonly kind: "unreachable"; readonly why: string }> {
    const end = this.#server.time.monotonic() + patience;
    for (;;) {
      const { served, fault } = this.#kinds;
      if (served === undefined && fault !== undefined) return { kind: "unreachable", why: fault.message };
      if (this.ready) return { kind: "ready" };
      if (this.#server.time.monotonic() >= end) return { kind: "late" };
      await this.#server.time.sleep(READY_LOOK, this.#stop.signal);
    }
  }

  subscribe(listener: RevisionListener): () => void {
    this.#listeners.add(listener);
    listener(this.#revision);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#stop.abort();
    this.#listeners.clear();
    this.names?.stop();
    await this.#wish.release?.();
  }

  #warnings(): readonly string[] {
    const { historyWentBack: at, time } = this.#server;
    const recent = at !== undefined && time.wall() - at < WENT_BACK;
    return [...this.#wish.warnings, ...(recent ? [`the API server's history went back at ${rfc3339(at)}, as after a restored backup: everything was read anew`] : [])];
  }

  /** The time until which all that is held is known to be true: that of the kind that is known worst. */
  #trueAt(): number {
    const ages = this.#kinds.kinds.flatMap(({ scopes }) => scopes.map(({ age }) => age)).filter(Number.isFinite);
    return this.#server.time.wall() - Math.max(0, ...ages);
  }

  #build(): Context {
    const read = this.#kinds.entries.map(({ ingested }) => ingested);
    const { beside } = this.#wish;
    const { served } = this.#kinds;
    const checks: CheckSettings = { ...this.#wish.checks, ...(served && { served: served.resources }) };
    const all = [...read, beside];
    const { facts, problems } = mergeTwins({ facts: [...all.flatMap((one) => one.facts), this.#info()], problems: all.flatMap((one) => one.problems) });
    return contextWithNames(new Snapshot(facts, [...problems, ...brokenReferences(facts)]), checks, this.names);
  }

  /** Which kinds cannot be read, and where; not why, which changes with every attempt. */
  #unread(): string {
    return unreadableOf(this.#kinds).map(({ group, kind, namespace, except }) => [group, kind, namespace, ...(except ?? [])].join(" ")).join("\n");
  }

  #info(): ClusterInfo {
    return {
      kind: "cluster", name: this.#wish.id, podCidrs: [], resolved: [],
      ...(this.#version !== undefined && { version: this.#version }),
      unreadable: unreadableOf(this.#kinds),
    };
  }

  #heard(change: Change | "state"): void {
    if (change !== "state") this.#wish.onObject?.(change);
    this.#changed();
  }

  #changed(): void {
    if (this.#settling || this.#stop.signal.aborted) return;
    this.#settling = true;
    const { time } = this.#server;
    void time.sleep(this.ready ? SETTLE.live : SETTLE.loading, this.#stop.signal).then(() => {
      this.#settling = false;
      this.#revision += 1;
      for (const listener of this.#listeners) listener(this.#revision);
      // Not before whoever records it looked at the clock.
      this.#toldAt = time.wall();
    }, () => undefined);
  }

  /** What has grown too old changes verdicts, although nothing happened. */
  async #watchAges(signal: AbortSignal): Promise<never> {
    for (;;) {
      await this.#server.time.sleep(LOOK, signal);
      const now = this.#unread();
      if (now !== this.#told) this.#changed();
      this.#told = now;
    }
  }

  /** One kind after the other is compared with the server, and read anew where the two differ. */
  async #audit(signal: AbortSignal): Promise<never> {
    for (let turn = 0; ; turn++) {
      await this.#server.time.sleep(AUDIT, signal);
      const scopes = this.#kinds.kinds.flatMap((kind) => kind.scopes);
      const scope = scopes[turn % scopes.length];
      const found = scope ? await differences(this.#server, scope, signal).catch(() => []) : [];
      if (found.length === 0) continue;
      this.#repairs += found.length;
      scope?.distrust();
    }
  }

  async #readVersion(signal: AbortSignal): Promise<void> {
    while (this.#version === undefined) {
      const answer = await requestJson(this.#server, { method: "GET", path: "/version" }, signal).catch((error: unknown) => (error instanceof ApiFault ? error : undefined));
      const version = answer instanceof ApiFault ? "" : text(answer?.["gitVersion"]);
      if (version === "") {
        await this.#server.time.sleep(Math.max(60_000, answer instanceof ApiFault ? answer.retryAfter : 0), signal);
        continue;
      }
      this.#version = version;
      this.#changed();
    }
  }
}
