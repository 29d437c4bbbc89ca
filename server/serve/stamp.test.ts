import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Stamp, sourcesHash } from "./stamp.ts";

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "whydrop-stamp-"));
  write("app/page.tsx", "page");
  write("package-lock.json", "{}");
  write(".next/BUILD_ID", "first");
});
afterEach(() => rmSync(root, { recursive: true }));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

function stamped(): Stamp {
  const stamp = new Stamp(root);
  stamp.write(sourcesHash(root));
  return stamp;
}

test("a stamp fits the sources it was made for", () => {
  expect(new Stamp(root).fits).toBe(false);
  expect(stamped().fits).toBe(true);
});

test.each([
  { name: "a changed page", path: "app/page.tsx" },
  { name: "a new file", path: "lib/net/cidr.ts" },
  { name: "other dependencies", path: "package-lock.json" },
  { name: "a build made by hand", path: ".next/BUILD_ID" },
  { name: "a stamp cut short", path: ".next/whydrop-stamp" },
])("$name does not fit", ({ path }) => {
  const stamp = stamped();
  write(path, "other");
  expect(stamp.fits).toBe(false);
});

test.each(["app/page.test.tsx", "e2e/page.spec.ts", "scenarios/runbook/cluster.yaml", "README.md"])("%s is no part of a build", (path) => {
  const stamp = stamped();
  write(path, "other");
  expect(stamp.fits).toBe(true);
});

test("a file that moved is a change", () => {
  const before = sourcesHash(root);
  rmSync(join(root, "app/page.tsx"));
  write("app/other.tsx", "page");
  expect(sourcesHash(root)).not.toBe(before);
});

test("sources that changed during the build do not fit it", () => {
  const stamp = new Stamp(root);
  const before = sourcesHash(root);
  write("app/page.tsx", "meanwhile");
  stamp.write(before);
  expect(stamp.fits).toBe(false);
});

test("a removed stamp does not fit", () => {
  const stamp = stamped();
  stamp.remove();
  stamp.remove();
  expect(stamp.fits).toBe(false);
});
