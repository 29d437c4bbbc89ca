import { Backoff } from "../backoff.ts";
import type { Time } from "../time.ts";
import { StoreFault, type Database, type Row, type Statements, type Value } from "./database.ts";
import { PATIENCE_MS, type Link } from "./link.ts";

type State =
  | { readonly kind: "unused" }
  | { readonly kind: "connecting"; readonly link: Promise<Link> }
  | { readonly kind: "connected"; readonly link: Link }
  | { readonly kind: "lost"; readonly fault: StoreFault }
  | { readonly kind: "closed" };

export interface Connecting extends Pick<Database, "kind" | "durable"> {
  /** @throws StoreFault */
  readonly connect: () => Promise<Link>;
  readonly time: Time;
  /** In [0, 1). */
  readonly random: () => number;
  /** Told once for every change. */
  readonly onLost: (fault: StoreFault) => void;
  readonly onBack: () => void;
}

/** Connects at first use. Where that fails or a connection is lost, whatever is asked fails at once until it is there again. */
export class Reconnecting implements Database {
  readonly kind: Database["kind"];
  readonly durable: boolean;
  readonly #with: Connecting;
  readonly #end = new AbortController();
  #state: State = { kind: "unused" };

  constructor(connecting: Connecting) {
    this.kind = connecting.kind;
    this.durable = connecting.durable;
    this.#with = connecting;
  }

  query(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> {
    return this.#use((link) => link.query(sql, ...values));
  }

  transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T> {
    return this.#use((link) => link.transaction(work));
  }

  async close(): Promise<void> {
    const state = this.#state;
    this.#state = { kind: "closed" };
    this.#end.abort();
    if (state.kind === "connecting") await state.link.then((link) => link.close(), () => undefined);
    if (state.kind === "connected") await state.link.close();
  }

  async #use<T>(ask: (link: Link) => Promise<T>): Promise<T> {
    const link = await this.#link();
    try {
      return await ask(link);
    } catch (error) {
      if (link.isLost && error instanceof StoreFault) this.#lose(link, error);
      throw error;
    }
  }

  async #link(): Promise<Link> {
    if (this.#state.kind === "unused") this.#begin();
    switch (this.#state.kind) {
      case "connected":
        return this.#state.link;
      case "lost":
        throw this.#state.fault;
      case "connecting":
        return this.#inTime(this.#state.link);
      default:
        throw new StoreFault("absent");
    }
  }

  #begin(): void {
    const link = this.#connect();
    this.#state = { kind: "connecting", link };
    link.then((link) => this.#found(link), (fault: StoreFault) => void this.#search(fault));
  }

  /** Who comes while the tables are being made waits for that, but not for ever. */
  async #inTime(link: Promise<Link>): Promise<Link> {
    const enough = new AbortController();
    const tooLong = this.#with.time.sleep(PATIENCE_MS, enough.signal).then(() => Promise.reject(new StoreFault("slow")));
    try {
      return await Promise.race([link, tooLong]);
    } finally {
      enough.abort();
      tooLong.catch(() => undefined);
    }
  }

  /** @rejects with nothing but a StoreFault */
  async #connect(): Promise<Link> {
    try {
      return await this.#with.connect();
    } catch (error) {
      throw error instanceof StoreFault ? error : new StoreFault("absent", error);
    }
  }

  #found(link: Link): void {
    if (this.#state.kind === "closed") return void link.close();
    this.#state = { kind: "connected", link };
  }

  #lose(link: Link, fault: StoreFault): void {
    if (this.#state.kind !== "connected" || this.#state.link !== link) return;
    link.close().catch(() => undefined);
    void this.#search(fault, 0);
  }

  /** Tries until there is a connection again. @param first milliseconds before the first attempt; absent: as after a failed one */
  async #search(lost: StoreFault, first?: number): Promise<void> {
    if (this.#state.kind === "closed") return;
    const { time, random, onLost, onBack } = this.#with;
    const backoff = new Backoff(time, random);
    this.#state = { kind: "lost", fault: lost };
    onLost(lost);
    for (let wait = first ?? backoff.next(); ; wait = backoff.next()) {
      await time.sleep(wait, this.#end.signal).catch(() => undefined);
      if (this.#end.signal.aborted) return;
      try {
        this.#found(await this.#connect());
        return onBack();
      } catch (error) {
        if (!this.#end.signal.aborted && error instanceof StoreFault) this.#state = { kind: "lost", fault: error };
      }
    }
  }
}
