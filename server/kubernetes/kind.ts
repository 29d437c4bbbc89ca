import type { KindState } from "#lib/cluster/kindstate.ts";
import type { Change } from "./collection.ts";
import type { Decode, Entry } from "./entry.ts";
import type { Server } from "./reflector.ts";
import type { Resource } from "./resource.ts";
import { Scope } from "./scope.ts";

export interface KindWish {
  readonly resource: Resource;
  readonly decode: Decode;
  /** Where to look if the whole cluster may not be read. */
  readonly namespaces: () => readonly string[];
  readonly onChange: (change: Change | "state") => void;
}

/** Namespaces that are read one by one: each costs a watch, and the server's patience is not ours to spend. */
const MOST = 100;
/** Milliseconds between two looks whether other namespaces should be read one by one. */
const LOOK = 5_000;

/** One kind: of the whole cluster where that is permitted, else of each namespace that is known and permitted. */
export class Kind {
  readonly resource: Resource;
  readonly #server: Server;
  readonly #wish: KindWish;
  readonly #whole: Scope;
  readonly #parts = new Map<string, { readonly scope: Scope; readonly stop: AbortController }>();

  constructor(server: Server, wish: KindWish) {
    this.resource = wish.resource;
    this.#server = server;
    this.#wish = wish;
    this.#whole = this.#scope("");
  }

  /** The scopes that count now. */
  get scopes(): readonly Scope[] {
    const parts = [...this.#parts.values()].map(({ scope }) => scope);
    return this.#whole.denied && parts.length > 0 ? parts : [this.#whole];
  }

  get whole(): Scope {
    return this.#whole;
  }

  /** Whether there are namespaces of which nothing is known, because only some are read one by one. */
  get isPartial(): boolean {
    return this.#whole.denied;
  }

  get entries(): readonly Entry[] {
    return this.scopes.flatMap(({ entries }) => [...entries.values()]);
  }

  /** Every scope's state; of a kind that is read in parts, first that the whole may not be read. Where no part may be either, the whole says it. */
  states(): readonly KindState[] {
    const parts = this.#whole.denied ? [...this.#parts.values()].map(({ scope }) => scope) : [];
    return [this.#whole, ...(parts.every(({ denied }) => denied) ? [] : parts)].map((scope) => scope.state());
  }

  /** @rejects with the signal's reason when it is aborted */
  async run(signal: AbortSignal): Promise<void> {
    await Promise.all([this.#whole.run(signal), this.#runParts(signal)]);
  }

  async #runParts(signal: AbortSignal): Promise<void> {
    if (!this.resource.namespaced) return;
    for (;;) {
      const wanted = new Set(this.#whole.denied ? this.#wish.namespaces().slice(0, MOST) : []);
      for (const [namespace, { scope, stop }] of this.#parts) {
        if (wanted.has(namespace)) continue;
        stop.abort();
        this.#parts.delete(namespace);
        for (const entry of scope.entries.values()) this.#heard({ kind: "remove", entry });
      }
      for (const namespace of wanted) {
        if (this.#parts.has(namespace)) continue;
        const stop = new AbortController();
        const scope = this.#scope(namespace);
        this.#parts.set(namespace, { scope, stop });
        scope.run(AbortSignal.any([signal, stop.signal])).catch(() => undefined);
      }
      await this.#server.time.sleep(LOOK, signal);
    }
  }

  #scope(namespace: string): Scope {
    return new Scope(this.#server, this.resource, namespace, this.#wish.decode, (change) => this.#heard(change));
  }

  /** While the whole takes over from its parts, or they from it, both hold the same object: it is not gone for one of them. */
  #heard(change: Change | "state"): void {
    const isHeld = change !== "state" && change.kind === "remove" && [this.#whole, ...[...this.#parts.values()].map(({ scope }) => scope)].some(({ entries }) => entries.get(change.entry.key)?.uid === change.entry.uid);
    if (!isHeld) this.#wish.onChange(change);
  }
}
