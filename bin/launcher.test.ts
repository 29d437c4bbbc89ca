import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

const launcher = resolve(import.meta.dirname, "whydrop");
const tools = "/usr/bin:/bin";

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), "whydrop-launcher-")));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** A checkout of nothing but the launcher and a program that prints what it was given. */
function checkout(): string {
  const copy = join(folder, "check out", "bin", "whydrop");
  mkdirSync(dirname(copy), { recursive: true });
  cpSync(launcher, copy);
  writeFileSync(join(dirname(copy), "main.ts"), "const given: readonly string[] = process.argv.slice(2);\nconsole.log(JSON.stringify([process.cwd(), ...given]));\nprocess.exit(7);\n");
  return copy;
}

test("it runs through symbolic links, in the caller's folder, with arguments and exit status passed on", () => {
  symlinkSync(checkout(), join(folder, "first"));
  symlinkSync("first", join(folder, "second"));
  const { stdout, status } = spawnSync(join(folder, "second"), ["a b", "", "--c=*"], { cwd: folder, encoding: "utf8", env: { NODE_ENV: "test", PATH: `${dirname(process.execPath)}:${tools}` } });
  expect(JSON.parse(stdout)).toEqual([folder, "a b", "", "--c=*"]);
  expect(status).toBe(7);
});

test("without a Node that is new enough it says what to do", () => {
  const old = join(folder, "old");
  mkdirSync(old);
  writeFileSync(join(old, "node"), "#!/bin/sh\necho undefined\n", { mode: 0o755 });
  const { stdout, stderr, status } = spawnSync(checkout(), [], { encoding: "utf8", env: { NODE_ENV: "test", PATH: `${old}:${tools}` } });
  expect({ stdout, status }).toEqual({ stdout: "", status: 78 });
  expect(stderr).toMatch(/^whydrop: Node 22\.18 or newer is needed; run `npm ci` in .*check out, .*\n$/);
});
