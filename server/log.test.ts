import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { captureConsole, log, logLine } from "./log.ts";

afterEach(() => vi.restoreAllMocks());

const parsed = (line: string): Record<string, string> => JSON.parse(line) as Record<string, string>;

const HOSTILE = [
  { name: "line breaks", text: "a\r\n{\"level\":\"info\"}\nb" },
  { name: "what a terminal obeys", text: "\u001b[2J\u001b]0;title\u0007\u009b31m\u007f" },
  { name: "other ends of lines", text: "a\u2028b\u2029c\u0085d" },
  { name: "text that runs backwards", text: "a\u202eb\u2066c\u200fd\ufeff" },
  { name: "NUL and half a character", text: "a\0b\ud800c" },
  { name: "quotes and braces", text: "\",\"admin\":true,\"x\":\"\\" },
];

test.each(HOSTILE)("S31: $name stay in one line, escaped", ({ text }) => {
  const line = logLine({ event: "e", path: text, agent: text, name: text });
  expect(line.endsWith("\n")).toBe(true);
  expect(line.slice(0, -1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\u200e\u200f\ufeff\ud800-\udfff]/);
  expect(Object.keys(parsed(line))).toEqual(["event", "path", "agent", "name"]);
  expect(parsed(line)["path"]).toBe(text);
});

test.each([
  { name: "a megabyte", fields: { event: "e", agent: "a".repeat(2 ** 20) } },
  { name: "a megabyte of what becomes longer", fields: { event: "e", agent: "\0".repeat(2 ** 20) } },
  { name: "letters of several bytes", fields: { event: "e", agent: "語".repeat(5_000) } },
  { name: "many long fields", fields: Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`f${String(n)}`, "a".repeat(5_000)])) },
  { name: "more fields than a line holds", fields: Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`f${String(n)}`, "a"])) },
  { name: "a deep object", fields: { event: "e", asked: { a: { b: ["x".repeat(9_000)] } } } },
])("S31: $name is at most 4 KiB, and still JSON", ({ fields }) => {
  const line = logLine(fields);
  expect(Buffer.byteLength(line)).toBeLessThanOrEqual(4096);
  expect(() => parsed(line)).not.toThrow();
});

test("secrets are hidden in every field, also in an error and beyond what is shown", () => {
  const secret = "whydrop-3000=abcdefghijk";
  const line = logLine({ error: new Error(`with ${secret}`), asked: { headers: { cookie: secret } }, long: `${"a".repeat(2_040)} ${secret}` });
  expect(line).not.toContain("abcdefghijk");
  expect(parsed(line)["error"]).toContain("Error: with whydrop-3000=[hidden]\n");
});

test("what has no text does no harm", () => {
  expect(parsed(logLine({ event: "e", nothing: undefined, none: null, number: 1, call: () => 1 }))).toEqual({ event: "e", none: "null", number: "1", call: "() => 1" });
});

test("the log and what libraries print go to standard error, a line each", () => {
  const written: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  const { error, warn } = console;
  try {
    captureConsole();
    log("info", "started", { port: 1 });
    console.error("⨯ %s", new Error("two\nlines"), { token: "abc" });
    console.warn("\u001b[31mred");
  } finally {
    Object.assign(console, { error, warn });
  }
  expect(written.map((line) => line.split("\n").length)).toEqual([2, 2, 2]);
  expect(written.map((line) => parsed(line)["level"])).toEqual(["info", "error", "warn"]);
  expect(parsed(written[1] ?? "")["text"]).toMatch(/^⨯ Error: two\nlines\n/);
  expect(parsed(written[2] ?? "")["text"]).toBe("red");
});

test("F54: a disk that is full takes lines of the log, not the process; with room again the log goes on", () => {
  const folder = mkdtempSync(join(tmpdir(), "whydrop-log-"));
  const file = join(folder, "log");
  const program = `
    import { truncateSync } from "node:fs";
    import { log } from ${JSON.stringify(new URL("log.ts", import.meta.url).href)};
    import { stopSignal } from ${JSON.stringify(new URL("serve/ending.ts", import.meta.url).href)};
    stopSignal();
    const turn = () => new Promise((resolve) => setImmediate(resolve));
    for (let n = 0; n < 200; n++) { log("info", "filling", { n, text: "x".repeat(2000) }); await turn(); }
    truncateSync(${JSON.stringify(file)});
    log("info", "room again");
    console.log("it lives");`;
  try {
    // A limit for files is a disk of that size: 64 blocks of 512 bytes, or of 1,024 where the shell counts so.
    const { status, stdout } = spawnSync("/bin/sh", ["-c", 'ulimit -f 64; exec "$0" --disable-warning=ExperimentalWarning --input-type=module -e "$1" 2>>"$2"', process.execPath, program, file], { encoding: "utf8" });
    expect([status, stdout]).toEqual([0, "it lives\n"]);
    expect(readFileSync(file, "utf8").trim().split("\n").map((line) => parsed(line)["event"])).toEqual(["room again"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
