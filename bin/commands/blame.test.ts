import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { VirtualTime } from "#apiserver/virtualtime.ts";
import { cluster, contextFrom, namespace, pod, policy } from "#lib/check/fixture.ts";
import { blameSchema } from "#lib/api/history.ts";
import { judgeDeclared } from "#lib/graph/connections.ts";
import { repositoryWith, temporary } from "#server/git/repository.fixture.ts";
import { takePast } from "#server/history/folder/take.ts";
import { nameOfServer } from "#server/history/storedname.ts";
import { openDatabase } from "#server/store/open.ts";

const root = resolve(import.meta.dirname, "../..");

/** Runs the command as a user of a checkout does. */
function whydrop(args: readonly string[], cwd = root, more: Readonly<Record<string, string>> = {}) {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(root, "bin/main.ts"), "blame", ...args], { cwd, input: "", encoding: "utf8", env: { ...process.env, HOME: temporary(), XDG_STATE_HOME: "", ...more } });
  return { status, stdout, stderr };
}

const BASE = cluster(namespace("shop"), pod("shop/web", { ip: "10.0.0.1" }));
const DENY = policy("shop/deny", "podSelector: {}, policyTypes: [Egress]");
const OUT = ["shop/web", "203.0.113.4:443"];
const REPORTS = ["reports/deploy/reports", "svc:data/billing-db:5432", "--manifests", "scenarios/incident"];

describe("in a git repository", () => {
  const repository = (): string => repositoryWith([{ title: "base", files: { "k8s/base.yaml": BASE } }, { title: "close `all` of *shop*", files: { "k8s/deny.yaml": `# closed\n${DENY}` } }]);

  test("the commit, its author, file and line, and the diff", () => {
    const { status, stdout, stderr } = whydrop([...OUT, "--manifests", "k8s"], repository());
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^First blocked by shop\/deny, created at 2026-04-16 02:01:00Z by Ada \(commit [0-9a-f]{7}\)\n\n {2}query {4}shop\/web → ip:203\.0\.113\.4:443\/tcp\n/);
    expect(stdout).toContain("\n  before   allow OPEN: Open: no policy limits TCP 443 to 203.0.113.4\n  after    deny BLOCKED_DEFAULT: Blocked by default deny: ");
    expect(stdout).toContain("\n  NetworkPolicy shop/deny, created (k8s/deny.yaml:2)\n    + apiVersion: networking.k8s.io/v1\n");
  });

  test("from a folder inside it, and from outside", () => {
    const folder = repository();
    expect(whydrop([...OUT, "--manifests", "."], join(folder, "k8s")).stdout).toContain("(deny.yaml:2)");
    expect(whydrop([...OUT, "--manifests", join(folder, "k8s")]).stdout).toContain(`(${folder}/k8s/deny.yaml:2)`);
  });

  test("as JSON it has the shape of the API, and what was asked", () => {
    const { stdout } = whydrop([...OUT, "--manifests", "k8s", "-o", "json"], repository());
    const told = JSON.parse(stdout) as Record<string, unknown>;
    expect(blameSchema.omit({ cluster: true }).parse(told)).toMatchObject({ outcome: "found", revision: { changes: [{ by: { name: "Ada", commit: { title: "close `all` of *shop*" } } }] } });
    expect(told).toMatchObject({ query: { from: "shop/web", to: "ip:203.0.113.4", port: 443, protocol: "TCP" }, places: [{ file: "k8s/deny.yaml", line: 2 }] });
  });

  test("as Markdown nothing of the input is markup", () => {
    const { stdout } = whydrop([...OUT, "--manifests", "k8s", "-o", "markdown"], repository());
    expect(stdout).toMatch(/^\*\*First blocked by shop\/deny, created at .*\*\*\n/);
    expect(stdout).toContain("\n```diff\n+apiVersion: networking.k8s.io/v1\n");
  });
});

describe("the exit status", () => {
  test.each([
    { name: "0: found", args: REPORTS, status: 0, says: /^First blocked because the labels of namespace reports changed, at 2026-04-16 02:17:36Z by kubectl-edit\n/ },
    { name: "0: nothing is blocked", args: ["default/api-client", "api.stripe.com:443", "--manifests", "scenarios/incident"], status: 0, says: /^Not blocked, so no change is looked for\. Allowed: allow-stripe rule 1 / },
    { name: "2: it cannot be told", args: ["default/api-client", "nobody.example:443", "--manifests", "scenarios/incident"], status: 2, says: /^Cannot tell: / },
  ])("$name", ({ args, status, says }) => {
    const ran = whydrop(args);
    expect(ran).toMatchObject({ status, stderr: "" });
    expect(ran.stdout).toMatch(says);
  });

  test("1: no change explains it", () => {
    const folder = repositoryWith([{ title: "all", files: { "a.yaml": cluster(BASE, DENY) } }]);
    expect(whydrop([...OUT, "--manifests", folder])).toMatchObject({ status: 1, stderr: "", stdout: expect.stringMatching(/^No policy change explains this\. Blocked since shop\/web came to be, at /) as unknown });
  });

  test.each([
    { name: "64: no question", args: ["shop/web", "--manifests", "scenarios/incident"], status: 64, says: /^usage: whydrop blame FROM TO / },
    { name: "64: a target without a port", args: ["shop/web", "203.0.113.4", "--manifests", "scenarios/incident"], status: 64, says: /has no port/ },
    { name: "64: a format that is none", args: [...REPORTS, "-o", "sarif"], status: 64, says: /use text, json or markdown/ },
    { name: "64: standard input", args: [...OUT, "--manifests", "-"], status: 64, says: /^whydrop: standard input has no past: name a folder or a file\n$/ },
    { name: "64: no source", args: OUT, status: 64, says: /say what to read/ },
  ])("$name", ({ args, status, says }) => {
    const ran = whydrop(args);
    expect(ran).toMatchObject({ status, stdout: "" });
    expect(ran.stderr).toMatch(says);
  });

  test("65: no repository, and no past of its own", () => {
    const folder = temporary();
    writeFileSync(join(folder, "a.yaml"), cluster(BASE, DENY));
    expect(whydrop([...OUT, "--manifests", folder])).toEqual({ status: 65, stdout: "", stderr: `whydrop: \`${folder}\` is in no git repository: there are no commits to walk\n` });
  });

  test("65: a past of its own that cannot be read", () => {
    const folder = temporary();
    writeFileSync(join(folder, "a.yaml"), BASE);
    mkdirSync(join(folder, "history/1"), { recursive: true });
    writeFileSync(join(folder, "history/1/change.yaml"), "a: [");
    expect(whydrop([...OUT, "--manifests", folder])).toMatchObject({ status: 65, stdout: "", stderr: expect.stringContaining("change.yaml` line 1: ") as unknown });
  });
});

describe("of a live cluster", () => {
  const SERVER = "https://127.0.0.1:1";

  function kubeconfig(): string {
    const file = join(temporary(), "config");
    writeFileSync(file, `apiVersion: v1\nkind: Config\ncurrent-context: prod\nclusters: [{name: c, cluster: {server: "${SERVER}"}}]\nusers: [{name: u, user: {token: t}}]\ncontexts: [{name: prod, context: {cluster: c, user: u}}]\n`);
    return file;
  }

  /** As the dashboard would have stored it, and not asked the cluster, which nobody reaches. */
  async function stored(...states: readonly string[]): Promise<string> {
    const dataDir = temporary();
    const database = openDatabase({ dataDir, databaseUrl: undefined });
    const past = states.map((text, i) => ({ at: Date.parse("2026-04-16T02:00:00Z") + i * 60_000, context: contextFrom(text), author: i === 0 ? {} : { manager: "argocd" } }));
    await takePast(past, { database, cluster: nameOfServer(SERVER, ""), id: "prod", judge: judgeDeclared, time: new VirtualTime() });
    await database.close();
    return dataDir;
  }

  test("what the dashboard stored of it tells", async () => {
    const dataDir = await stored(BASE, cluster(BASE, DENY));
    const ran = whydrop([...OUT, "--context", "prod", "--kubeconfig", kubeconfig(), "--data-dir", dataDir]);
    expect(ran).toMatchObject({ status: 0, stderr: "" });
    expect(ran.stdout).toMatch(/^First blocked by shop\/deny, created at 2026-04-16 02:01:00Z by argocd\n/);
    expect(ran.stdout).toContain("doubt: what is stored ends at 2026-04-16 02:13:40Z: what has changed since is not in it");
    expect(whydrop([...OUT, "--context", "prod", "--kubeconfig", kubeconfig()], root, { WHYDROP_DATA_DIR: dataDir }).status).toBe(0);
  });

  test.each([
    { name: "nothing at all", dataDir: async () => join(temporary(), "none") },
    { name: "nothing of this cluster", dataDir: async () => stored() },
  ])("$name is stored: that is said, and nothing is made", async ({ dataDir }) => {
    expect(whydrop([...OUT, "--context", "prod", "--kubeconfig", kubeconfig(), "--data-dir", await dataDir()])).toEqual({
      status: 65, stdout: "", stderr: "whydrop: nothing is stored of `prod`: its past is stored while the dashboard runs (whydrop serve --context prod)\n",
    });
  });
});
