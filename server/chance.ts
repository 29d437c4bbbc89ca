import { randomBytes } from "node:crypto";

/** Randomness as the server takes it: injected, so that tests know what comes. */
export interface Chance {
  /** From 0 to below 1. */
  readonly fraction: () => number;
  /** What nobody guesses: letters, digits, `-` and `_`. */
  readonly secret: () => string;
}

const SECRET_BYTES = 24;

export const systemChance: Chance = { fraction: Math.random, secret: () => randomBytes(SECRET_BYTES).toString("base64url") };
