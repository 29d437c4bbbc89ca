import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Milliseconds: a working day, since no process remembers these sessions or can end them. */
const LIFE = 12 * 3_600_000;
const RANDOM_BYTES = 16;

/** Sessions that every replica knows by a key that all of them have: whoever entered at one has entered at all. */
export class SignedSessions {
  readonly #key: Buffer;
  readonly #wall: () => number;

  /** @param wall milliseconds since 1970 */
  constructor(key: Buffer, wall: () => number) {
    this.#key = key;
    this.#wall = wall;
  }

  begin(): string {
    const said = `${(this.#wall() + LIFE).toString(36)}.${randomBytes(RANDOM_BYTES).toString("base64url")}`;
    return `${said}.${this.#sign(said).toString("base64url")}`;
  }

  knows(session: string): boolean {
    const [, said, until, signature] = /^(([0-9a-z]{1,11})\.[\w-]{22})\.([\w-]{43})$/.exec(session) ?? [];
    if (said === undefined || until === undefined || signature === undefined) return false;
    return timingSafeEqual(this.#sign(said), Buffer.from(signature, "base64url")) && parseInt(until, 36) > this.#wall();
  }

  #sign(said: string): Buffer {
    return createHmac("sha256", this.#key).update(said).digest();
  }
}
