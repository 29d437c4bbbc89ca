import type { Time } from "#server/time.ts";
import type { Asked, FaultAction, FaultPoint } from "./fault.ts";
import { BrokenConnection, type Conversation, type Faults, never, suffer } from "./faults.ts";

interface Surroundings {
  readonly faults: Faults;
  readonly asked: Asked;
  readonly time: Time;
  /** The client leaves. */
  readonly signal: AbortSignal;
}

const encoder = new TextEncoder();

/** One answer's way to the client, with all that befalls it. */
export class Delivery implements Conversation {
  readonly asked: Asked;
  readonly #around: Surroundings;
  readonly #ending = new AbortController();
  /** Ends what makes the body: the client left, or the connection broke. */
  readonly signal: AbortSignal;
  #broken: "fin" | "rst" | undefined;
  #stalled = false;
  #bytesPerSecond = Infinity;
  #bytes = 0;
  #events = 0;
  /** An event that lets the next one pass first. */
  #held: Uint8Array | undefined;

  constructor(around: Surroundings) {
    this.#around = around;
    this.asked = around.asked;
    this.signal = AbortSignal.any([around.signal, this.#ending.signal]);
  }

  readonly cut = (how: "fin" | "rst"): void => {
    this.#broken = how;
    this.#ending.abort();
  };

  readonly stall = (): void => {
    this.#stalled = true;
  };

  async *deliver(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    const { faults } = this.#around;
    faults.open.add(this);
    try {
      yield* this.#strike("after headers");
      for await (const chunk of body) yield* this.#chunk(chunk);
      this.#check();
      if (this.#held) yield* this.#bytewise(this.#held);
      if (this.#stalled) await this.#waited(never(this.signal));
      yield* this.#strike("at close");
    } finally {
      faults.open.delete(this);
      this.#ending.abort();
    }
  }

  #check(): void {
    if (this.#broken) throw new BrokenConnection(this.#broken);
  }

  async *#chunk(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
    this.#check();
    if (this.#stalled) await this.#waited(never(this.signal));
    const number = this.#events++;
    const copies = [chunk];
    if (this.asked.verb === "watch") {
      for (const action of this.#at((point) => point.kind === "between events" && (point.event ?? number) === number)) {
        if (action.kind === "drop") copies.length = 0;
        else if (action.kind === "duplicate") copies.push(chunk);
        else if (action.kind === "reorder") this.#held ??= copies.shift();
        else yield* this.#happens(action);
      }
    }
    if (this.#held && copies.length > 0) {
      copies.push(this.#held);
      this.#held = undefined;
    }
    for (const copy of copies) yield* this.#stringwise(copy, number);
  }

  async *#stringwise(chunk: Uint8Array, number: number): AsyncGenerator<Uint8Array> {
    const actions = this.#at((point) => point.kind === "inside a string" && (point.event ?? number) === number);
    const at = actions.length === 0 ? 0 : amidName(chunk);
    yield* this.#bytewise(chunk.subarray(0, at));
    for (const action of actions) yield* this.#happens(action);
    yield* this.#bytewise(chunk.subarray(at));
  }

  async *#bytewise(chunk: Uint8Array): AsyncGenerator<Uint8Array> {
    let rest = chunk;
    while (rest.length > 0) {
      let next = rest.length;
      const actions = this.#at((point) => {
        const within = point.kind === "after bytes" ? point.bytes - this.#bytes : -1;
        if (within > 0 && within < next) next = within;
        return within === 0;
      });
      for (const action of actions) yield* this.#happens(action);
      yield* this.#paced(rest.subarray(0, next));
      this.#bytes += next;
      rest = rest.subarray(next);
    }
  }

  async *#paced(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    const { time } = this.#around;
    for (let from = 0; from < bytes.length; from += this.#bytesPerSecond) {
      if (this.#bytesPerSecond < Infinity) await this.#waited(time.sleep(1000, this.signal));
      this.#check();
      if (this.#stalled) await this.#waited(never(this.signal));
      yield bytes.subarray(from, Math.min(bytes.length, from + this.#bytesPerSecond));
    }
  }

  async *#strike(kind: "after headers" | "at close"): AsyncGenerator<Uint8Array> {
    for (const action of this.#at((point) => point.kind === kind)) yield* this.#happens(action);
  }

  #at(reached: (point: FaultPoint) => boolean): readonly FaultAction[] {
    return this.#around.faults.take(reached, this.asked);
  }

  async *#happens(action: FaultAction): AsyncGenerator<Uint8Array> {
    if (action.kind === "garbage") yield encoder.encode(action.text);
    else if (action.kind === "slow") this.#bytesPerSecond = Math.max(1, action.bytesPerSecond);
    else await this.#waited(suffer(action, this.#around.time, this.signal));
  }

  /** A connection may be broken while it waits. */
  async #waited(waiting: Promise<void>): Promise<void> {
    try {
      await waiting;
    } catch (error) {
      this.#check();
      throw error;
    }
  }
}

/** A place in the middle of a name; where there is none, in the middle of it all. */
function amidName(chunk: Uint8Array): number {
  const start = '"name":"';
  const found = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).indexOf(start);
  return found < 0 ? chunk.length >> 1 : found + start.length + 1;
}
