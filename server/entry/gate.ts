import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { Bucket } from "./bucket.ts";
import type { SignedSessions } from "./signed.ts";

export type Attempt =
  | { readonly kind: "entered"; readonly session: string }
  | { readonly kind: "wrong" }
  /** Wrong once more, after too many. */
  | { readonly kind: "too-many" };

const BYTES = 32;
const MOST_SESSIONS = 100;
const WRONG = { size: 10, refillMs: 6_000 };

/** Exchanges the code for sessions. All of it is in memory, so that it ends with the process; only replicas share their sessions. */
export class Gate {
  readonly code = randomBytes(BYTES).toString("base64url");
  readonly #code = digest(this.code);
  /** For the browser that we open ourselves: its arguments can be read by other users of the machine. */
  #ticket: Buffer | undefined;
  /** Digests, the least recently used first. */
  readonly #sessions = new Set<string>();
  readonly #wrong: Bucket;
  #signed: SignedSessions | undefined;

  constructor(monotonic: () => number = () => performance.now()) {
    this.#wrong = new Bucket({ ...WRONG, monotonic });
  }

  /** A code that is good for one use. There is one at a time. */
  ticket(): string {
    const ticket = randomBytes(BYTES).toString("base64url");
    this.#ticket = digest(ticket);
    return ticket;
  }

  /** Only wrong codes are counted: whoever guesses cannot lock out who has the right one, and 256 bits are not guessed. */
  attempt(code: string): Attempt {
    const given = digest(code.trim());
    const right = timingSafeEqual(given, this.#code);
    const ticket = timingSafeEqual(given, this.#ticket ?? randomBytes(BYTES));
    if (ticket) this.#ticket = undefined;
    if (right || ticket) return { kind: "entered", session: this.#begin() };
    return { kind: this.#wrong.take() ? "wrong" : "too-many" };
  }

  /** From now on sessions are such that the other replicas know them. */
  share(sessions: SignedSessions): void {
    this.#signed = sessions;
  }

  knows(session: string): boolean {
    if (this.#signed?.knows(session)) return true;
    const key = digest(session).toString("hex");
    if (!this.#sessions.delete(key)) return false;
    this.#sessions.add(key);
    return true;
  }

  #begin(): string {
    if (this.#signed !== undefined) return this.#signed.begin();
    const session = randomBytes(BYTES).toString("base64url");
    this.#sessions.add(digest(session).toString("hex"));
    const [oldest] = this.#sessions;
    if (this.#sessions.size > MOST_SESSIONS && oldest !== undefined) this.#sessions.delete(oldest);
    return session;
  }
}

/** Of equal length whatever is given, as a comparison in constant time needs it. */
const digest = (text: string): Buffer => createHash("sha256").update(text).digest();
