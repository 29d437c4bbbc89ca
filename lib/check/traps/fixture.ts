import { expect } from "vitest";
import type { Settings } from "../context.ts";
import { cluster, verdictOf } from "../fixture.ts";
import type { Verdict } from "../spread.ts";

/** One question whose answer surprises, and the documents that it needs beside the world of its file. */
export interface Trap {
  readonly name: string;
  readonly given: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly settings?: Settings;
  readonly verdict: Verdict;
}

export const trapIn = (world: readonly string[]) => ({ given, from, to, settings, verdict }: Trap): void => expect(verdictOf(cluster(...world, ...given), from, to, settings)).toBe(verdict);
