import { type BrowserContext, type Page, expect, test } from "@playwright/test";
import type { CheckJson } from "#lib/api/pages.ts";
import { join, resolve } from "node:path";
import { type Entered, startEntered } from "./entered.ts";
import { LiveCluster } from "./livecluster.ts";

const CHECK = "/c/prod/check?from=default/pod/api-client&port=443&proto=tcp&to=dns:api.stripe.com&v=1";
const DENIED = "Blocked by default deny: no rule allows TCP 443 to 203.0.113.4 (api.stripe.com)";
const OPEN = "Open: no policy limits TCP 443 to 203.0.113.4 (api.stripe.com)";
const defaultDeny = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy", metadata: { name: "default-deny", namespace: "default" } } as const;
const egress = (rules: readonly unknown[]) => ({ ...defaultDeny, spec: { podSelector: {}, policyTypes: ["Egress"], egress: rules } }) as unknown as typeof defaultDeny;
/** Its own names, so that no test asks a resolver; and nothing of the scenario but its catalogue. */
const CATALOGUE = join(resolve(import.meta.dirname, ".."), "scenarios", "runbook");

test.describe.configure({ mode: "serial" });

const cluster = new LiveCluster();
let dashboard: Entered;
let context: BrowserContext;
let page: Page;

test.beforeAll(async ({ browser }) => {
  await cluster.start();
  dashboard = await startEntered(["--kubeconfig", cluster.kubeconfig, "--destinations", CATALOGUE]);
  context = await browser.newContext({ baseURL: dashboard.address });
  page = await context.newPage();
  await page.goto(`/enter?code=${dashboard.code}`);
});
test.afterAll(async () => {
  await context.close();
  await dashboard.stop();
  await cluster.end();
});

const heading = () => page.getByRole("heading", { level: 1 });
const verdict = async (): Promise<CheckJson["answer"]> => ((await (await context.request.get("/api/v1/clusters/prod/check?from=default/api-client&to=api.stripe.com&port=443")).json()) as CheckJson).answer;

test("a live cluster is read, judged and shown as the same files are", async () => {
  await expect.poll(async () => (await context.request.get("/readyz")).status()).toBe(200);
  await page.goto(CHECK);
  await expect(heading()).toHaveText(DENIED);
  const answer = await verdict();
  expect(answer).toMatchObject({ verdict: "deny", code: "BLOCKED_DEFAULT" });
  expect(answer.steps.map(({ file }) => file)).toContain("NetworkPolicy default/default-deny");
});

test("a change shows while one watches: allowed, blocked again, and gone", async () => {
  await cluster.tell({ kind: "put", object: egress([{}]) });
  await expect(heading()).toContainText("Allowed: default-deny rule 1");
  await cluster.tell({ kind: "put", object: egress([]) });
  await expect(heading()).toContainText("Blocked");
  await cluster.tell({ kind: "remove", object: defaultDeny });
  await expect(heading()).toHaveText(OPEN);
});

test("the edge on the map turns while one watches", async () => {
  await page.goto("/c/prod/map");
  const blocked = page.getByText(/of \d+ declared connections is blocked/);
  await expect(page.getByText(/No declared connection is blocked|No network policies/)).toBeVisible();
  await cluster.tell({ kind: "put", object: egress([{ to: [{ ipBlock: { cidr: "10.0.0.0/8" } }] }]) });
  await expect(blocked).toBeVisible();
  await cluster.tell({ kind: "put", object: egress([{}]) });
  await expect(page.getByText("No declared connection is blocked.")).toBeVisible();
});

test("a policy's page shows its text as the API has it, without what kubectl noted on it", async () => {
  await cluster.tell({ kind: "put", object: { ...egress([]), metadata: { ...defaultDeny.metadata, annotations: { "kubectl.kubernetes.io/last-applied-configuration": "canary" } } } as unknown as typeof defaultDeny });
  await page.goto("/c/prod/policies/default/default-deny");
  await expect(page.getByText("policyTypes:", { exact: true })).toBeVisible();
  expect(await page.content()).not.toContain("canary");
});

test("a kind that may no longer be read: named on the page, and its verdicts cannot be told", async () => {
  test.setTimeout(180_000);
  await page.goto(CHECK);
  await cluster.tell({ kind: "forbid", resource: "networkpolicies" });
  await expect(page.getByText("You cannot read NetworkPolicies. Verdicts that need them: Cannot tell.")).toBeVisible({ timeout: 90_000 });
  await expect(heading()).toContainText("Cannot tell");
  await cluster.tell({ kind: "forbid", resource: "" });
  await expect(heading()).toContainText("Blocked", { timeout: 90_000 });
});

test("a server that is killed: its age is said, then nothing is told, and it recovers without a hand", async () => {
  test.setTimeout(240_000);
  await cluster.kill();
  await expect(page.getByText(/: nothing listens at the API server's address \(ECONNREFUSED\) since/)).toBeVisible({ timeout: 120_000 });
  await expect(heading()).toContainText("Cannot tell", { timeout: 30_000 });
  expect((await context.request.get("/livez")).status()).toBe(200);
  await cluster.start();
  await expect(heading()).toHaveText(DENIED, { timeout: 60_000 });
});

test("only reading verbs have left the process", async () => {
  const asked = await cluster.tell({ kind: "asked" });
  expect(asked.filter((line) => !line.startsWith("GET ") && line !== "POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews")).toEqual([]);
  expect(asked.filter((line) => /secrets|configmaps/.test(line))).toEqual([]);
  expect(asked.length).toBeGreaterThan(7);
});
