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
  /** Of each name, what the listener was told last; only while there are parts. */
  #told: Map<string, Entry> | undefined;

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
      // A whole that is denied holds nothing, and one that is not holds all of it.
      if (this.#parts.size === 0) this.#told = wanted.size > 0 ? new Map<string, Entry>() : undefined;
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

  /**
   * While the whole takes over from its parts, both hold the same object: it is not gone for one of them. Nor do they hear
   * at one moment that another has taken over its name.
   */
  #heard(change: Change | "state"): void {
    if (change === "state" || this.#told === undefined) return this.#wish.onChange(change);
    const { kind, entry } = change;
    const told = this.#told.get(entry.key);
    if (kind === "remove" && told?.uid !== entry.uid) return;
    const now = kind === "put" ? entry : this.#held(entry.key);
    if (told !== undefined && told.uid !== now?.uid) this.#wish.onChange({ kind: "remove", entry: told });
    if (now === undefined) this.#told.delete(entry.key);
    else this.#told.set(entry.key, now);
    if (now !== undefined && (kind === "put" || told?.uid !== now.uid)) this.#wish.onChange({ kind: "put", entry: now });
  }

  #held(key: string): Entry | undefined {
    return [this.#whole, ...[...this.#parts.values()].map(({ scope }) => scope)].map(({ entries }) => entries.get(key)).find((entry) => entry !== undefined);
  }
}
