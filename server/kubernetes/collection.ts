import { isDeepStrictEqual } from "node:util";
import { rfc3339 } from "#lib/api/moment.ts";
import type { Time } from "../time.ts";
import type { Ingested } from "#lib/cluster/facts.ts";
import type { KindCondition } from "#lib/cluster/kindstate.ts";
import type { Entry } from "./entry.ts";
import type { ApiFault } from "./fault.ts";
import { type Moment, ageOf, momentOf } from "./moment.ts";
import type { Sink } from "./reflector.ts";

export interface Change {
  readonly kind: "put" | "remove";
  readonly entry: Entry;
}

/** The objects of one kind, in the whole cluster or in one namespace, and how well they are known. */
export class Collection implements Sink {
  readonly #time: Time;
  readonly #onChange: (change: Change | "state") => void;
  #entries: ReadonlyMap<string, Entry> & Map<string, Entry> = new Map<string, Entry>();
  #complete = false;
  /** The last sign of life. */
  #alive: Moment | undefined;
  #trouble: { readonly why: string; readonly retryAt: number } | undefined;
  #progress: { readonly loaded: number; readonly expected: number | undefined } = { loaded: 0, expected: undefined };

  /** @param onChange hears each change of an object, and that something else has changed */
  constructor(time: Time, onChange: (change: Change | "state") => void) {
    this.#time = time;
    this.#onChange = onChange;
  }

  get entries(): ReadonlyMap<string, Entry> {
    return this.#entries;
  }

  /** Whether everything there is has been read once. */
  get complete(): boolean {
    return this.#complete;
  }

  /** Milliseconds since what is held was last known to be true; Infinity before that. */
  get age(): number {
    return this.#alive === undefined || !this.#complete ? Infinity : ageOf(this.#alive, this.#time);
  }

  /** When that was, in milliseconds since 1970. */
  get aliveAt(): number | undefined {
    return this.#complete ? this.#alive?.wall : undefined;
  }

  get count(): number {
    return this.#complete ? this.#entries.size : this.#progress.loaded;
  }

  condition(): KindCondition {
    const retry = this.#trouble && { why: this.#trouble.why, retryAt: rfc3339(this.#trouble.retryAt) };
    if (!this.#complete) return { kind: "loading", ...(this.#progress.expected !== undefined && { expected: this.#progress.expected }), ...retry };
    if (retry) return { kind: "stale", since: rfc3339(this.#alive?.wall ?? 0), ...retry };
    if (this.age > SILENT) return { kind: "stale", since: rfc3339(this.#alive?.wall ?? 0), why: "no sign of life from the API server" };
    return { kind: "live" };
  }

  replace(entries: ReadonlyMap<string, Entry>): void {
    for (const [key, entry] of this.#entries) if (!entries.has(key)) this.remove(entry);
    for (const entry of entries.values()) this.put(entry);
    if (this.#complete) return;
    this.#complete = true;
    this.#onChange("state");
  }

  /** A new uid under an old name is another object: the old one is gone. */
  put(entry: Entry): void {
    const old = this.#entries.get(entry.key);
    if (old && old.uid !== entry.uid) this.remove(old);
    this.#entries.set(entry.key, entry);
    if (old?.uid === entry.uid && isDeepStrictEqual(unsigned(old.ingested), unsigned(entry.ingested))) return;
    this.#onChange({ kind: "put", entry });
  }

  remove({ key, uid }: Entry): void {
    const old = this.#entries.get(key);
    if (old?.uid !== uid) return;
    this.#entries.delete(key);
    this.#onChange({ kind: "remove", entry: old });
  }

  held(key: string, uid: string): Entry | undefined {
    const entry = this.#entries.get(key);
    return entry?.uid === uid ? entry : undefined;
  }

  newest(): Entry | undefined {
    let newest: Entry | undefined;
    let most = -1;
    for (const entry of this.#entries.values()) {
      const version = Number(entry.version);
      if (!(version > most)) continue;
      most = version;
      newest = entry;
    }
    return newest;
  }

  alive(ago: number): void {
    this.#alive = momentOf(this.#time, ago);
    if (this.#trouble === undefined) return;
    this.#trouble = undefined;
    this.#onChange("state");
  }

  loading(loaded: number, remaining: number | undefined): void {
    this.#progress = { loaded, expected: remaining === undefined ? undefined : loaded + remaining };
    if (!this.#complete) this.#onChange("state");
  }

  failing(fault: ApiFault, retryIn: number): void {
    this.#trouble = { why: fault.message, retryAt: this.#time.wall() + retryIn };
    this.#onChange("state");
  }
}

/** Who wrote an object changes with every write, also where nothing else does: that alone is no change. */
const unsigned = ({ facts, problems }: Ingested) => ({ problems, facts: facts.map((fact) => ("author" in fact ? { ...fact, author: undefined } : fact)) });

/** Milliseconds. A watch is never silent for so long unless something is wrong. */
const SILENT = 60_000;
