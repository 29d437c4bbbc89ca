import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { type Unordered, type Wanted, plainOrder } from "#lib/map/places/order.ts";
import { Orderer } from "./orderer.ts";

const NOTHING = { ids: [], links: [] };
const CHAIN: Unordered = { ids: ["back", "data", "end", "front", "mid"], links: [["front", "mid"], ["mid", "back"], ["back", "data"], ["front", "back"], ["front", "data"], ["front", "end"], ["data", "end"], ["back", "end"]] };
/** Nobody is drawn left of a caller; in a ring somebody is. */
const CHAINS: Wanted = {
  boxes: CHAIN,
  groups: new Map([
    ["chain", CHAIN],
    ["front", { ids: ["a", "b"], links: [["b", "a"]] }],
    ["ring", { ids: ["p", "q", "r", "s", "t"], links: [["p", "q"], ["q", "r"], ["r", "p"], ["p", "s"], ["q", "s"], ["s", "t"], ["p", "t"], ["q", "t"]] }],
  ]),
};

function orderer(script?: string, limits?: { readonly answer: number; readonly idle: number }): { readonly orderer: Orderer; readonly told: string[] } {
  const told: string[] = [];
  const made = new Orderer((message) => told.push(message), script, limits);
  onTestFinished(() => made.close());
  return { orderer: made, told };
}

function scriptOf(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "whydrop-orderer-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const script = join(folder, "worker.mjs");
  writeFileSync(script, text);
  return script;
}

test("callers come before whom they call", async () => {
  const { boxes, groups } = await orderer().orderer.order(CHAINS);
  const layers = [["front"], ["mid"], ["back"], ["data"], ["end"]];
  expect([boxes, groups.get("chain")]).toEqual([layers, layers]);
  expect(groups.get("front")).toEqual([["b"], ["a"]]);
  expect(groups.get("ring")?.flat().toSorted()).toEqual(["p", "q", "r", "s", "t"]);
});

test("the same question has the same answer, of another thread too", async () => {
  const { orderer: one } = orderer();
  const first = await one.order(CHAINS);
  expect(await one.order(CHAINS)).toEqual(first);
  expect(await orderer().orderer.order(CHAINS)).toEqual(first);
});

test("what has hardly any links needs no thread", async () => {
  const { orderer: one, told } = orderer(join(tmpdir(), "no-such-script.mjs"));
  expect(await one.order({ boxes: NOTHING, groups: new Map([["front", { ids: ["a", "b"], links: [["b", "a"]] }]]) })).toEqual({ boxes: [], groups: new Map([["front", [["b"], ["a"]]]]) });
  expect(told).toEqual([]);
});

test.each([
  { name: "cannot be started", text: undefined, limits: undefined, says: /^the thread that orders the map failed: / },
  { name: "fails", text: "throw new Error('no memory')", limits: undefined, says: /no memory/ },
  { name: "fails with a question", text: "import { parentPort } from 'node:worker_threads'; parentPort.on('message', async () => { throw new Error('no memory'); })", limits: undefined, says: /no memory/ },
  { name: "never answers", text: "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => undefined)", limits: { answer: 50, idle: 50 }, says: /^ordering the map took too long$/ },
  { name: "works for ever", text: "for (;;);", limits: { answer: 50, idle: 50 }, says: /^ordering the map took too long$/ },
])("where the thread $name, everything is ordered without it", async ({ text, limits, says }) => {
  const { orderer: one, told } = orderer(text === undefined ? join(tmpdir(), "no-such-script.mjs") : scriptOf(text), limits);
  expect(await one.order(CHAINS)).toEqual(plainOrder(CHAINS));
  expect(told).toEqual([expect.stringMatching(says)]);
});

test("after a thread that was let go the next question starts another", async () => {
  const { orderer: one, told } = orderer(undefined, { answer: 60_000, idle: 0 });
  const first = await one.order(CHAINS);
  await new Promise((resolve) => setImmediate(resolve));
  expect(await one.order(CHAINS)).toEqual(first);
  expect(told).toEqual([]);
});
