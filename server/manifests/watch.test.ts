import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { watchManifests } from "./watch.ts";

/** Milliseconds. A limit for what hangs. */
const PATIENCE = 60_000;
const NEVER = 2 ** 30;

let base: string;
let folder: string;
let seen: number;
let stop: () => void = () => {};

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), "whydrop-watch-"));
  folder = join(base, "manifests");
  mkdirSync(folder);
  put("a: 1", "a.yaml");
  seen = 0;
});
afterEach(() => {
  stop();
  rmSync(base, { recursive: true, force: true });
});

const at = (...names: string[]) => join(folder, ...names);
const put = (text: string, ...names: string[]) => writeFileSync(at(...names), text);

/** Waits until changes are seen: the first look has no sign of its own, so that something is changed until it shows. */
async function watching(...paths: string[]) {
  stop = watchManifests(paths, () => seen++, { poll: NEVER });
  let attempt = 0;
  await vi.waitUntil(() => {
    put(`probe: ${attempt++}`, "probe.yaml");
    return seen > 0;
  }, { timeout: PATIENCE, interval: 150 });
  await quiet();
}

/** Until the last changes were told: a file that is written now is told apart from them. @returns how many were */
async function quiet() {
  let before = -1;
  await vi.waitUntil(() => {
    const still = before === seen;
    before = seen;
    return still;
  }, { timeout: PATIENCE, interval: 400 });
  seen = 0;
  return before;
}

/** Only by the system's events: nobody looks without them. */
const told = () => vi.waitUntil(() => seen > 0, { timeout: PATIENCE, interval: 10 });

test("a file that is written, replaced, added, removed", async () => {
  await watching(folder);
  const edits = [
    () => put("a: 2", "a.yaml"),
    () => { put("a: 3", ".a.yaml.swp"); renameSync(at(".a.yaml.swp"), at("a.yaml")); },
    () => put("a: 4", "a.yaml"),
    () => put("b: 1", "b.yaml"),
    () => unlinkSync(at("b.yaml")),
  ];
  for (const edit of edits) {
    edit();
    await told();
    await quiet();
  }
});

test("in a folder that is new", async () => {
  await watching(folder);
  mkdirSync(at("deep", "deeper"), { recursive: true });
  put("a: 1", "deep", "deeper", "x.yaml");
  await told();
  await quiet();
  put("a: 2", "deep", "deeper", "x.yaml");
  await told();
});

test("a folder that vanishes and comes back", async () => {
  await watching(folder);
  rmSync(folder, { recursive: true });
  await told();
  await quiet();
  mkdirSync(folder);
  put("a: 2", "a.yaml");
  await told();
  await quiet();
  put("a: 3", "a.yaml");
  await told();
});

test("a folder that another takes the place of", async () => {
  await watching(folder);
  mkdirSync(join(base, "next"));
  writeFileSync(join(base, "next", "a.yaml"), "a: 9");
  renameSync(folder, join(base, "old"));
  renameSync(join(base, "next"), folder);
  await told();
  await quiet();
  put("a: 10", "a.yaml");
  await told();
});

test("the way a ConfigMap is exchanged: ..data points elsewhere", async () => {
  for (const version of ["..1", "..2"]) {
    mkdirSync(at(version));
    put(`a: ${version}`, version, "m.yaml");
  }
  symlinkSync("..1", at("..data"));
  symlinkSync(join("..data", "m.yaml"), at("m.yaml"));
  await watching(folder);
  symlinkSync("..2", at("..data_tmp"));
  renameSync(at("..data_tmp"), at("..data"));
  await told();
});

test("a single file, also one that a link leads to", async () => {
  mkdirSync(join(base, "elsewhere"));
  writeFileSync(join(base, "elsewhere", "far.yaml"), "a: 1");
  symlinkSync(join(base, "elsewhere", "far.yaml"), at("near.yaml"));
  await watching(at("near.yaml"), at("probe.yaml"));
  writeFileSync(join(base, "elsewhere", "far.yaml"), "a: 2");
  await told();
});

test("what is no manifest, and what stays as it is, is no change", async () => {
  await watching(folder);
  put("x", "notes.txt");
  put("x", ".hidden.yaml");
  writeFileSync(join(base, "beside.yaml"), "x");
  expect(await quiet()).toBe(0);
  put("a: 2", "a.yaml");
  await told();
});

test("nothing is told after the end", async () => {
  await watching(folder);
  stop();
  put("a: 2", "a.yaml");
  expect(await quiet()).toBe(0);
});
