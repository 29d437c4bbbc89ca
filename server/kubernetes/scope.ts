import { rfc3339 } from "#lib/api/moment.ts";
import type { KindCondition, KindState } from "#lib/cluster/kindstate.ts";
import { type Change, Collection } from "./collection.ts";
import type { Decode, Entry } from "./entry.ts";
import { mayRead } from "./permission.ts";
import { Reflector, type Server } from "./reflector.ts";
import { type Resource, resourceName } from "./resource.ts";

/** Milliseconds before what was refused is asked for again, and the longest of them; doubled each time. Single namespaces are many, and wait longer. */
const RETRY = { whole: [2_000, 45_000], part: [45_000, 300_000] } as const;

/** What was found out last; a refusal counts until everything has been read after it. */
type Right = "given" | "denied" | "not-served";

/** One kind in one scope: read while that is permitted, dropped when it no longer is, and tried again later. */
export class Scope {
  readonly resource: Resource;
  /** "" for the whole cluster. */
  readonly namespace: string;
  readonly #server: Server;
  readonly #decode: Decode;
  readonly #onChange: (change: Change | "state") => void;
  #collection: Collection;
  #reflector: Reflector | undefined;
  #right: Right = "given";
  #why = "";
  /** Since everything was read last. */
  #retries = 0;

  constructor(server: Server, resource: Resource, namespace: string, decode: Decode, onChange: (change: Change | "state") => void) {
    this.resource = resource;
    this.namespace = namespace;
    this.#server = server;
    this.#decode = decode;
    this.#onChange = onChange;
    this.#collection = new Collection(server.time, onChange);
  }

  get denied(): boolean {
    return this.#right === "denied" && !this.#collection.complete;
  }

  get entries(): ReadonlyMap<string, Entry> {
    return this.#collection.entries;
  }

  /** Milliseconds since what is held was last known to be true. */
  get age(): number {
    return this.#collection.age;
  }

  get settled(): boolean {
    return this.#collection.complete || this.#right !== "given";
  }

  /** The revision up to which every change has been heard; undefined where there is none. */
  get version(): string | undefined {
    return this.#reflector?.version;
  }

  /** Reads everything anew: what is held was found to differ from the server. */
  distrust(): void {
    this.#reflector?.distrust();
  }

  state(): KindState {
    const { group, resource, kind } = this.resource;
    const { count, aliveAt } = this.#collection;
    return { group, resource, kind, namespace: this.namespace, count, ...(aliveAt !== undefined && { asOf: rfc3339(aliveAt) }), state: this.#condition() };
  }

  #condition(): KindCondition {
    if (this.#collection.complete) return this.#collection.condition();
    switch (this.#right) {
      case "given":
        return this.#collection.condition();
      case "denied":
        return { kind: "not-permitted", why: this.#why };
      case "not-served":
        return { kind: "loading", why: this.#why };
    }
  }

  /** Trying tells first whether it is permitted. @rejects with the signal's reason when it is aborted */
  async run(signal: AbortSignal): Promise<never> {
    for (;;) {
      await this.#read(signal);
      if (this.denied) await this.#untilPermitted(signal);
      else await this.#server.time.sleep(this.#growing(), signal);
    }
  }

  /** Reads until the server no longer permits it, which every watch asks anew, or no longer has it. */
  async #read(signal: AbortSignal): Promise<void> {
    const stop = new AbortController();
    const both = AbortSignal.any([signal, stop.signal]);
    const reflector = new Reflector(this.#server, this.resource, this.namespace, this.#decode, this.#collection);
    this.#reflector = reflector;
    try {
      const ended = await reflector.run(both);
      if (ended === "not-permitted") this.#drop("denied", `list and watch ${resourceName(this.resource)}${this.namespace === "" ? "" : ` in ${this.namespace}`} is not permitted`);
      else this.#drop("not-served", "the API server lists this kind among those that it serves, and answers 404");
    } finally {
      this.#reflector = undefined;
      stop.abort();
    }
  }

  /** What was refused is not tried again before the server says that it would be permitted, or cannot say. */
  async #untilPermitted(signal: AbortSignal): Promise<void> {
    for (let wait = this.#growing(); ;) {
      await this.#server.time.sleep(wait, signal);
      const { permission, retryAfter } = await mayRead(this.#server, this.resource, this.namespace, signal);
      if (permission !== "no" && permission !== "unanswered") return;
      wait = Math.max(this.#growing(), retryAfter);
    }
  }

  /** What may no longer be read is not kept as if it were true. */
  #drop(right: Right, why: string): void {
    if (this.#collection.complete) this.#retries = 0;
    const before = this.#right;
    this.#right = right;
    this.#why = why;
    const gone = this.#collection.entries;
    this.#collection = new Collection(this.#server.time, this.#onChange);
    for (const entry of gone.values()) this.#onChange({ kind: "remove", entry });
    if (before !== right) this.#onChange("state");
  }

  /** A server that has just begun may refuse for a moment what it permits. */
  #growing(): number {
    const [first, longest] = this.namespace === "" ? RETRY.whole : RETRY.part;
    return Math.min(longest, first * 2 ** this.#retries++) * this.#jitter();
  }

  #jitter(): number {
    return 0.8 + this.#server.random() / 5;
  }
}
