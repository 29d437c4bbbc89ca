import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { cluster, pod, policy } from "#lib/check/fixture.ts";

const folder = mkdtempSync(join(tmpdir(), "whydrop-commands-"));
afterAll(() => rmSync(folder, { recursive: true }));

const root = resolve(import.meta.dirname, "../..");

/** Runs the command as a user of a checkout does. */
function whydrop(args: readonly string[], input = "") {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["bin/main.ts", ...args], { cwd: root, input, encoding: "utf8" });
  return { status, stdout, stderr };
}

const runbook = ["--manifests", "scenarios/runbook"];
const stripe = "api.stripe.com:443";
const watchList = (expected: string): string => `{apiVersion: whydrop.dev/v1alpha1, kind: WatchList, metadata: {name: w}, spec: {checks: [{name: pay, from: a/web, to: 203.0.113.4, port: 443, expect: ${expected}}]}}`;
const watched = (expected: string): string => cluster("", pod("a/web"), policy("a/closed", "podSelector: {}, policyTypes: [Egress]"), watchList(expected));

describe("the exit status tells the verdict", () => {
  test.each([
    { name: "allow", args: ["check", "default/api-client", stripe, "--manifests", "scenarios/runbook-fixed"], status: 0 },
    { name: "deny", args: ["check", "default/api-client", stripe, ...runbook], status: 1 },
    { name: "unknown", args: ["check", "default/api-client", "nobody.example:443", ...runbook], status: 2 },
    { name: "an engine that is none", args: ["check", "default/api-client", stripe, ...runbook, "--engine", "weave"], status: 64 },
    { name: "a flag that does not exist", args: ["check", "a", "b", "--frm"], status: 64 },
    { name: "no file", args: ["check", "default/api-client", stripe, "--manifests", "scenarios/none"], status: 65 },
    { name: "clean input", args: ["lint", "scenarios/calico-tiers"], status: 0 },
    { name: "input with errors", args: ["lint", "scenarios/broken-input"], status: 1 },
  ])("$name: $status", ({ args, status }) => {
    const ran = whydrop(args);
    expect(ran.status).toBe(status);
    expect(ran.stdout === "").toBe(status >= 64);
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });
});

describe("a watch list", () => {
  test.each([
    { expected: "deny", status: 0, line: /^ok {3}pay: Blocked by default deny: / },
    { expected: "allow", status: 1, line: /^FAIL pay: Blocked by default deny: / },
  ])("$expected expected: $status", ({ expected, status, line }) => {
    const { stdout, ...ran } = whydrop(["check", "--watched", "--manifests", "-"], watched(expected));
    expect(ran).toEqual({ status, stderr: "" });
    expect(stdout).toMatch(line);
  });

  test("with a check that cannot be read is not met, however the others end", () => {
    const broken = watchList("deny").replace("expect:", "expected:");
    const message = (line: number): string => `whydrop: -:${line}: unknown field \`spec.checks[0].expected\`\n`;
    const more = cluster(watched("deny"), broken.replace("name: w", "name: more"));
    expect(whydrop(["check", "--watched", "--manifests", "-"], more)).toMatchObject({ status: 2, stderr: message(9) });
    const nothingElse = cluster("", pod("a/web"), broken);
    expect(whydrop(["check", "--watched", "--manifests", "-"], nothingElse)).toEqual({ status: 64, stdout: "", stderr: `${message(5)}whydrop: the input has no WatchList with a check that can be read\n` });
  });

  test("says on stderr where a part of the input takes no part", () => {
    const { stderr } = whydrop(["check", "--watched", "--manifests", "scenarios/broken-input", "--manifests", "-"], watched("deny"));
    expect(stderr).toMatch(/^whydrop: \d+ errors in the input: what is invalid takes no part\. `whydrop lint` names each\n$/);
  });
});

test("a file of questions is answered line by line, in order; a line that is none is told and costs the status", () => {
  const ask = (id: string, host: string): string => JSON.stringify({ id, from: { namespace: "default", pod: "api-client" }, to: { host }, port: 443, protocol: "TCP" });
  const file = join(folder, "queries.jsonl");
  writeFileSync(file, `${ask("q1", "api.stripe.com")}\n{"id":"q2"}\n${ask("q3", "nobody.example")}\n`);
  const { status, stdout } = whydrop(["check", "--queries", file, ...runbook, "-o", "jsonl"]);
  expect(status).toBe(2);
  expect(stdout.trimEnd().split("\n").map((line) => JSON.parse(line) as unknown)).toMatchObject([{ id: "q1", verdict: "deny" }, { id: "q2", verdict: "unknown" }, { id: "q3", verdict: "unknown" }]);
});
