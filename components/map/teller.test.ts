import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { MapConnection } from "#lib/api/map.ts";
import { connection } from "./placedmap.fixture.ts";
import { GAP_MS, Teller } from "./teller.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const at = (...blocked: readonly string[]): readonly MapConnection[] => ["a", "b", "c"].map((name) => connection(`x/deploy/${name}`, "dns:x", { verdict: blocked.includes(name) ? "deny" : "allow" }));

function telling(): { readonly said: string[]; readonly teller: Teller } {
  const said: string[] = [];
  return { said, teller: new Teller((words) => said.push(words), "all", at()) };
}

test("the first is told at once, what follows within five seconds together and after them", () => {
  const { said, teller } = telling();
  teller.hear(at("a"), "all", false);
  expect(said).toEqual(["1 connection became blocked"]);
  teller.hear(at("a", "b"), "all", false);
  teller.hear(at("a", "b", "c"), "all", false);
  vi.advanceTimersByTime(GAP_MS - 1);
  expect(said).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(["1 connection became blocked", "2 connections became blocked"]);
});

test("however fast verdicts change, there is at most one sentence in five seconds", () => {
  const { said, teller } = telling();
  for (let moment = 0; moment < 600; moment++) {
    teller.hear(moment % 2 === 0 ? at("a") : at(), "all", false);
    vi.advanceTimersByTime(100);
  }
  expect(said.length).toBeGreaterThan(1);
  expect(said.length).toBeLessThanOrEqual(60_000 / GAP_MS);
});

test("what was undone meanwhile is not told", () => {
  const { said, teller } = telling();
  teller.hear(at("a"), "all", false);
  teller.hear(at("a", "b"), "all", false);
  teller.hear(at("a"), "all", false);
  vi.advanceTimersByTime(GAP_MS);
  expect(said).toHaveLength(1);
});

test("another choice is no event, nor is anything while changes are followed", () => {
  const { said, teller } = telling();
  teller.hear(at("a"), "ns:x", false);
  teller.hear(at("a", "b"), "ns:x", true);
  teller.hear(at("a", "b"), "ns:x", false);
  expect(said).toEqual([]);
});

test("nobody is told anything once the page is left", () => {
  const { said, teller } = telling();
  teller.hear(at("a"), "all", false);
  teller.hear(at("b"), "all", false);
  teller.stop();
  vi.advanceTimersByTime(2 * GAP_MS);
  expect(said).toHaveLength(1);
});
