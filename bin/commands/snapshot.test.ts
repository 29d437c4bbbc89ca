import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { answer } from "#lib/check/answer.ts";
import { type Context, contextOf } from "#lib/check/context.ts";
import { parseEnd, parseTarget } from "#lib/check/ids.ts";
import type { Question } from "#lib/check/question.ts";
import { report } from "#lib/describe/report.ts";
import { declaredConnections } from "#lib/graph/declared.ts";
import { readSnapshot } from "#server/clusters/load.ts";

const folder = mkdtempSync(join(tmpdir(), "whydrop-snapshot-"));
afterAll(() => rmSync(folder, { recursive: true }));

const root = resolve(import.meta.dirname, "../..");
const scenarios = readdirSync(join(root, "scenarios"), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => join("scenarios", name));

/** Runs the command as a user of a checkout does. */
function whydrop(args: readonly string[], input = "") {
  const { stdout, stderr, status } = spawnSync(process.execPath, ["bin/main.ts", ...args], { cwd: root, input, encoding: "utf8", maxBuffer: 2 ** 26 });
  return { status, stdout, stderr };
}

/** @returns the path of the snapshot */
function captured(name: string, ...args: readonly string[]): string {
  const { status, stdout } = whydrop(["snapshot", ...args]);
  expect(status).toBe(0);
  const file = join(folder, name);
  writeFileSync(file, stdout);
  return file;
}

const contextIn = async (path: string): Promise<Context> => contextOf((await readSnapshot([resolve(root, path)])).snapshot);

/** `questions.txt`, and what is declared. */
function questionsOf(scenario: string, context: Context): readonly Question[] {
  const file = join(root, scenario, "questions.txt");
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter((line) => line.trim() !== "") : [];
  const asked = lines.map((line): Question => {
    const [from = "", to = ""] = line.trim().split(/\s+/);
    return { from: parseEnd(from, "from"), ...parseTarget(to) };
  });
  return [...declaredConnections(context).map(({ from, to, port, protocol }) => ({ from, to, port, protocol })), ...asked];
}

/** All that is answered, wherever it stands, and whoever named the engine. A document that cannot be read is called differently afterwards. */
function explained(context: Context, questions: readonly Question[]): unknown {
  return questions.map((question) => {
    const { query, verdict, code, reason, symptom, engine, directions, addresses, steps, missing } = report(answer(question, context), null);
    return { query, verdict, code, reason, symptom, engine: engine.name, directions, addresses, steps: steps.map((step) => [step.code, step.text, step.object, step.path]), missing };
  });
}

describe("a snapshot is answered from as its scenario is", () => {
  test.each(scenarios)("%s", async (scenario) => {
    const format = scenario.length % 2 === 0 ? "yaml" : "json";
    const file = captured(`${scenario.replace("/", "-")}.${format}`, "--manifests", scenario, "-o", format);
    const [before, after] = [await contextIn(scenario), await contextIn(file)];
    const questions = questionsOf(scenario, before);
    expect(questions.length).toBeGreaterThan(0);
    expect(questionsOf(scenario, after)).toEqual(questions);
    expect(explained(after, questions)).toEqual(explained(before, questions));
  });

  test("watched checks too, with the same exit status", () => {
    for (const scenario of ["scenarios/runbook", "scenarios/runbook-fixed"]) {
      const file = captured("watched.yaml", "--manifests", scenario);
      expect(whydrop(["check", "--watched", "--manifests", file])).toEqual(whydrop(["check", "--watched", "--manifests", scenario]));
    }
  });
});

const secretive = `
apiVersion: v1
kind: Pod
metadata: {name: web, namespace: shop, annotations: {note: canary}}
spec: {containers: [{name: canary, image: "web:1", args: [canary, "--to=http://a:81"], env: [{name: DB, value: "postgres://canary:canary@db/x"}, {name: canary, value: canary}]}]}
---
apiVersion: v1
kind: Secret
metadata: {name: canary, namespace: shop}
stringData: {a: canary}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data: {file: "password=canary\\nurl=redis://:canary@cache\\n"}
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: p
  namespace: shop
  annotations: {kubectl.kubernetes.io/last-applied-configuration: '{"canary":1}'}
spec: {podSelector: {}} # canary
`;

test.each(["yaml", "json"])("nothing but what was kept is written: -o %s", (format) => {
  const { stdout, stderr } = whydrop(["snapshot", "--manifests", "-", "-o", format], secretive);
  expect(stderr).toBe("");
  expect(stdout).not.toContain("canary");
  for (const kept of ["db:5432", "a:81", "cache:6379", "web:1"]) expect(stdout).toContain(kept);
});

describe("the Cluster object", () => {
  const spec = (text: string): string => text.split("---\n")[1] ?? "";

  test("has the folder's name and the present time where the input has none, and what flags say", () => {
    const { stdout } = whydrop(["snapshot", "--manifests", "-", "--engine", "cilium", "--pod-cidr", "10.0.0.0/8"], secretive);
    expect(spec(stdout)).toMatch(/^apiVersion: whydrop.dev\/v1alpha1\nkind: Cluster\nmetadata:\n {2}name: cluster\nspec:\n {2}engine: cilium\n {2}podCIDRs:\n {2}- 10\.0\.0\.0\/8\n {2}capturedAt: "20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ"\n$/);
    const file = join(folder, "shop.v1.yaml");
    writeFileSync(file, secretive);
    expect(spec(whydrop(["snapshot", "--manifests", file]).stdout)).toMatch(/\n {2}name: shop\.v1\nspec:\n {2}capturedAt: /);
  });

  test("keeps the time of an earlier capture: that is when it was true", () => {
    expect(spec(whydrop(["snapshot", "--manifests", "scenarios/runbook"]).stdout)).toContain('capturedAt: "2026-04-16T02:13:40Z"');
  });
});

describe("usage", () => {
  test.each([
    { name: "a format that is none", args: ["-o", "xml", "--manifests", "scenarios/runbook"], status: 64, stderr: "whydrop: `xml` is not an output format of snapshot: use yaml or json\n" },
    { name: "a word too many", args: ["scenarios/runbook"], status: 64, stderr: "usage: whydrop snapshot --manifests PATH… | --context NAME [-o yaml|json] > FILE\n" },
    { name: "a flag of check", args: ["--watched", "--manifests", "scenarios/runbook"], status: 64, stderr: "usage: whydrop snapshot --manifests PATH… | --context NAME [-o yaml|json] > FILE\n" },
    { name: "nothing to read", args: ["--manifests", "scenarios/none"], status: 65, stderr: "whydrop: no source could be read: `scenarios/none` does not exist\n" },
  ])("$name: $status", ({ args, status, stderr }) => {
    expect(whydrop(["snapshot", ...args])).toEqual({ status, stdout: "", stderr });
  });

  test("one that could not be read again is not written", () => {
    const pod = { apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec: { containers: [{ image: "i".repeat(17 * 1024 * 1024) }] } };
    const file = join(folder, "large.json");
    writeFileSync(file, JSON.stringify(pod));
    expect(whydrop(["snapshot", "--manifests", file])).toEqual({ status: 64, stdout: "", stderr: "whydrop: the snapshot would be larger than 16 MiB, the limit for YAML, and could not be read again: write it with -o json\n" });
    expect(whydrop(["snapshot", "--manifests", file, "-o", "json"]).status).toBe(0);
  });

  test("what of the input takes no part is said on stderr", () => {
    expect(whydrop(["snapshot", "--manifests", "scenarios/broken-input"]).stderr).toBe("whydrop: 9 errors in the input: what is invalid takes no part. `whydrop lint` names each\n");
  });
});
