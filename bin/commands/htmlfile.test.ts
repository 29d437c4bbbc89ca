import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, expect, test } from "vitest";

const folder = mkdtempSync(join(tmpdir(), "whydrop-html-"));
afterAll(() => rmSync(folder, { recursive: true }));
const root = resolve(import.meta.dirname, "../..");

function whydrop(...args: readonly string[]) {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["bin/main.ts", ...args], { cwd: root, encoding: "utf8" });
  return { status, stdout, stderr };
}

const check = ["check", "default/api-client", "api.stripe.com:443", "--manifests", "scenarios/runbook"] as const;

test("--html writes the answer as one file, beside what -o prints, and the status stays the verdict's", () => {
  const file = join(folder, "blocked.html");
  const without = whydrop(...check, "-o", "json");
  expect(whydrop(...check, "-o", "json", "--html", file)).toEqual(without);
  expect(without.status).toBe(1);
  const html = readFileSync(file, "utf8");
  expect(html).toContain("<h1>Blocked by default deny: no rule allows TCP 443 to 203.0.113.4 (api.stripe.com)</h1>");
  expect(html).toContain("FROZEN 02:13:40Z");
  expect(html).toContain("policyTypes:</code><em>limits egress</em>");
  expect(html).not.toContain("Live page");
});

test.each([
  { name: "- is no file", args: [...check, "--html", "-"], message: "--html needs the name of a file" },
  { name: "a folder that is not there", args: [...check, "--html", join(folder, "none", "a.html")], message: "cannot be written: ENOENT" },
  { name: "with --watched", args: ["check", "--watched", "--manifests", "scenarios/runbook", "--html", join(folder, "watched.html")], message: "--html writes one answer" },
  { name: "with --queries", args: ["check", "--queries", "-", "--manifests", "scenarios/runbook", "--html", join(folder, "queries.html")], message: "--html writes one answer" },
  { name: "with another command", args: ["snapshot", "--manifests", "scenarios/runbook", "--html", join(folder, "snapshot.html")], message: "usage: whydrop snapshot" },
])("$name: 64, and nothing is printed or written", ({ args, message }) => {
  const { status, stdout, stderr } = whydrop(...args);
  expect({ status, stdout }).toEqual({ status: 64, stdout: "" });
  expect(stderr).toContain(message);
  expect(existsSync(args.at(-1) ?? "")).toBe(false);
});
