import { readFileSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";

const root = resolve(import.meta.dirname, "..");
const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter(({ name }) => name.endsWith(".tsx") && !name.endsWith(".test.tsx")).map(({ parentPath, name }) => join(parentPath, name));

test("only a lost connection and a verdict that is another than the link says interrupt whoever listens", () => {
  const interrupting = files.filter((file) => /role="alert"|aria-live="assertive"/.test(readFileSync(file, "utf8"))).map((file) => file.slice(root.length + 1)).toSorted();
  expect(interrupting).toEqual(["live/ConnectionLost.tsx", "url/Stamp.tsx"]);
});
