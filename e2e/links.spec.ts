import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { type Dashboard, freePort, startDashboard, statusOf } from "./dashboard.ts";

const MINUTE = { timeout: 60_000 };
const root = resolve(import.meta.dirname, "..");
const QUESTION = "from=default/api-client&port=443&to=dns:api.stripe.com";
const ALLOW = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: {name: allow-stripe, namespace: default}
spec:
  podSelector: {}
  policyTypes: [Egress]
  egress: [{to: [{ipBlock: {cidr: 203.0.113.0/24}}], ports: [{port: 443}]}]
`;

let folder = "";
const running: Dashboard[] = [];
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "whydrop-links-"));
  mkdirSync(join(folder, "shop"));
  // What was captured once would have no history of the present.
  writeFileSync(join(folder, "shop", "cluster.yaml"), readFileSync(join(root, "scenarios", "runbook", "cluster.yaml"), "utf8").replace(/^ *capturedAt: .*\n/m, ""));
});
test.afterEach(async () => {
  for (const { child, exit } of running.splice(0)) {
    child.kill("SIGKILL");
    await exit;
  }
  rmSync(folder, { recursive: true });
});

async function start(port: number): Promise<Dashboard> {
  const dashboard = startDashboard({ args: ["--manifests", join(folder, "shop"), "--data-dir", join(folder, "state")], port });
  running.push(dashboard);
  await expect.poll(() => statusOf(dashboard, "/readyz"), MINUTE).toBe(200);
  return dashboard;
}

/** All that a link opens, as bytes. */
async function bytesOf(request: APIRequestContext, address: string): Promise<readonly string[]> {
  const addresses = [`${address}/figure?shape=across&theme=light`, `${address}/figure?shape=across&theme=dark`, `${address}/figure?shape=down&theme=light`, `${address}/file`, address.replace("/s/", "/api/v1/s/")];
  return Promise.all(addresses.map(async (one) => {
    const response = await request.get(one);
    expect(response.status(), one).toBe(200);
    return (await response.body()).toString("base64");
  }));
}

test("a link outlives a change of policy and a kill of the server: another browser sees the same picture, byte for byte, and the live page names the change", async ({ browser }) => {
  const port = await freePort();
  const first = await start(port);
  const here = await browser.newContext();
  const page = await here.newPage();
  await page.goto(`${first.address}/c/production/check?${QUESTION}&v=1`);
  await expect(page).toHaveURL(/was=BLOCKED_DEFAULT/);
  const live = page.url();
  await expect.poll(async () => ((await (await here.request.get(`${first.address}/api/v1/clusters/production/timeline`)).json()) as { begins: string | null }).begins, MINUTE).not.toBeNull();
  const made = await here.request.post(`${first.address}/api/v1/clusters/production/snapshots`, { data: { from: "default/api-client", to: "dns:api.stripe.com", port: "443" } });
  expect(made.status()).toBe(201);
  const { url } = (await made.json()) as { url: string };
  const frozen = await bytesOf(here.request, url);
  await page.goto(url);
  const picture = page.getByRole("img", { name: /Blocked by default deny/ }).first();
  await expect(picture).toBeVisible();
  const seen = await picture.screenshot();

  writeFileSync(join(folder, "shop", "allow.yaml"), ALLOW);
  const timeline = async (): Promise<string> => (await here.request.get(`${first.address}/api/v1/clusters/production/timeline`)).text();
  await expect.poll(timeline, MINUTE).toContain("allow-stripe");
  first.child.kill("SIGKILL");
  await first.exit;
  await here.close();

  await start(port);
  const there = await browser.newContext();
  expect(await bytesOf(there.request, url)).toEqual(frozen);
  const other = await there.newPage();
  await other.goto(url);
  await expect(other.getByRole("heading", { level: 1 })).toContainText("Blocked by default deny");
  const same = other.getByRole("img", { name: /Blocked by default deny/ }).first();
  await expect(same).toBeVisible();
  expect((await same.screenshot()).equals(seen)).toBe(true);
  await other.goto(live);
  await expect(other.getByText("Changed since this link was copied.").first()).toBeVisible();
  await expect(other.locator("main")).toContainText(/Now: Allowed/);
  await expect(other.locator("main")).toContainText(/default\/allow-stripe applied/);
  await there.close();
});

test("the file is whole without a network", async ({ browser }) => {
  const dashboard = await start(await freePort());
  const context = await browser.newContext();
  const made = await context.request.post(`${dashboard.address}/api/v1/clusters/production/snapshots`, { data: { from: "default/api-client", to: "dns:api.stripe.com", port: "443" } });
  const { url } = (await made.json()) as { url: string };
  const file = join(folder, "blocked.html");
  writeFileSync(file, await (await context.request.get(`${url}/file`)).body());
  dashboard.child.kill("SIGKILL");
  await context.setOffline(true);
  const page = await context.newPage();
  const asked: string[] = [];
  const complaints: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("console", (message) => complaints.push(message.text()));
  await page.goto(`file://${file}`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("no rule allows TCP 443 to 203.0.113.4");
  const picture = page.getByRole("img").first();
  await expect(picture).toBeVisible();
  expect(await picture.evaluate((image: HTMLImageElement) => [image.src.slice(0, 18), image.complete && image.naturalWidth > 0])).toEqual(["data:image/svg+xml", true]);
  await expect(page.getByText("policyTypes:").first()).toBeVisible();
  expect([asked.filter((address) => !address.startsWith("data:")), complaints]).toEqual([[`file://${file}`], []]);
  expect(await page.locator("script, iframe, link[href], img:not([src^='data:'])").count()).toBe(0);
  await context.close();
});
