import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type BrowserContext, type Page, type Request, expect, test } from "@playwright/test";

/** All tests that edit the files of the cluster `live` stand here, so that they run one after the other. */
const FOLDER = process.env["WHYDROP_E2E_DIR"] ?? "";
const FILE = join(FOLDER, "cluster.yaml");
const MAP = "/c/live/map";
const CHECK = "/c/live/check?from=default/pod/api-client&port=443&proto=tcp&to=dns:api.stripe.com&v=1";
const SENTENCE = "Blocked by default deny: no rule allows TCP 443 to 203.0.113.4 (api.stripe.com)";

/** Edits the cluster while something is looked at; whatever was done is undone. */
async function edited(change: (yaml: string) => string, look: () => Promise<void>): Promise<void> {
  const before = readFileSync(FILE, "utf8");
  try {
    writeFileSync(FILE, change(before));
    await look();
  } finally {
    writeFileSync(FILE, before);
  }
}

const fixed = (yaml: string): string => yaml.replace("cidr: 10.0.0.0/8", "cidr: 0.0.0.0/0");
const withoutPolicy = (yaml: string): string => yaml.replace(/---\napiVersion: networking[\s\S]*?(?=---)/, "");
const withoutDatabase = (yaml: string): string => yaml.replace(/---\napiVersion: v1\nkind: Pod\nmetadata:\n {2}name: billing-db-0[\s\S]*?(?=---)/, "");
const POLICY = "---\napiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: allow-stripe, namespace: default}\nspec:\n  podSelector: {}\n  policyTypes: [Egress]\n  egress: [{to: [{ipBlock: {cidr: 203.0.113.4/32}}]}]\n";
const WORKER = '---\napiVersion: v1\nkind: Pod\nmetadata: {name: worker, namespace: default}\nspec:\n  containers:\n  - {name: worker, image: "worker:1", env: [{name: URL, value: "https://api.stripe.com"}]}\nstatus: {phase: Running, hostIP: 192.168.12.31, podIP: 10.244.1.9, podIPs: [{ip: 10.244.1.9}]}\n';

const heading = (page: Page) => page.getByRole("heading", { level: 1 });
const drawn = (page: Page): Promise<void> => expect(page.getByTestId("map")).toHaveAttribute("data-ready", "true");

/** Where everything on the map is, and what the lines between are: what Cytoscape holds, which is what can be pointed at. */
const picture = (page: Page): Promise<{ readonly places: Readonly<Record<string, string>>; readonly lines: readonly string[] }> =>
  page.getByTestId("map").evaluate((map) => {
    type Drawn = { id(): string; position(): object; data(key: string): string };
    type Core = { nodes(): { map<T>(read: (one: Drawn) => T): T[] }; edges(): { map<T>(read: (one: Drawn) => T): T[] } };
    const core = [...map.querySelectorAll("*")].map((layer) => (layer as Element & { _cyreg?: { cy: Core } })._cyreg?.cy).find((one) => one !== undefined);
    if (core === undefined) throw new Error("nothing is drawn");
    const edges = new Set(core.edges().map((edge) => edge.data("of")));
    return { places: Object.fromEntries(core.nodes().map((node) => [node.id(), JSON.stringify(node.position())])), lines: [...edges].map((id) => id.slice(id.lastIndexOf(":") + 1)).toSorted() };
  });

const POD = "default/pod/api-client";
const DATABASE = "data/sts/billing-db";
const STRIPE = "dns:api.stripe.com";

/** The event streams of a browser: how many are open, and how many there ever were. */
function streamsOf(context: BrowserContext): { readonly open: () => number; readonly ever: () => number; readonly listener: () => Page | undefined } {
  const streams: Request[] = [];
  const ended = new Set<Request>();
  context.on("request", (request) => {
    if (request.url().endsWith("/events")) streams.push(request);
  });
  context.on("requestfinished", (request) => void ended.add(request));
  context.on("requestfailed", (request) => void ended.add(request));
  const listener = (): Page | undefined => streams.find((request) => !ended.has(request) && !request.frame().page().isClosed())?.frame().page();
  return { listener, open: () => streams.filter((request) => !ended.has(request) && !request.frame().page().isClosed()).length, ever: () => streams.length };
}

test("an edit of the YAML shows while one watches, and nothing moves", async ({ page }) => {
  await page.goto(CHECK);
  await expect(heading(page)).toHaveText(SENTENCE);
  await edited(fixed, async () => {
    await expect(heading(page)).toContainText("Allowed: default-deny rule 1 allows TCP 443 to 203.0.113.4");
    await expect(page.getByRole("alert").filter({ hasText: "Changed since this link was copied" })).toHaveCount(0);
  });
  await expect(heading(page)).toHaveText(SENTENCE);
});

test("a file that cannot be read any more makes every verdict unknown, and names itself", async ({ page, request }) => {
  const file = join(FOLDER, "zz-broken.yaml");
  await page.goto(MAP);
  try {
    writeFileSync(file, "apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: half\n");
    await expect(page.getByRole("link", { name: /1 problem/ })).toBeVisible();
    const answer = (await (await request.get("/api/v1/clusters/live/check?from=default/api-client&to=api.stripe.com&port=443")).json()) as { answer: { verdict: string; missing: string[] } };
    expect(answer.answer.verdict).toBe("unknown");
    expect(answer.answer.missing.join()).toContain("zz-broken.yaml");
    await expect(heading(page)).toContainText("Cannot tell for");
  } finally {
    writeFileSync(file, "");
  }
  await expect(heading(page)).toHaveText("1 of 2 declared connections is blocked");
});

test("eight tabs load, share one stream, and all show a change; whoever listens hands over", async ({ context }) => {
  test.slow();
  const streams = streamsOf(context);
  const pages: Page[] = [];
  for (let tab = 0; tab < 8; tab++) {
    const page = await context.newPage();
    pages.push(page);
    await page.goto(tab % 2 === 0 ? MAP : CHECK);
  }
  const allSay = async (words: RegExp): Promise<void> => {
    for (const page of pages) await expect(heading(page)).toHaveText(words);
  };
  const [blocked, allowed] = [/^1 of 2 declared connections is blocked|^Blocked/, /^No declared connection is blocked|^Allowed/];
  await allSay(blocked);
  expect([streams.open(), streams.ever()]).toEqual([1, 1]);
  await edited(fixed, () => allSay(allowed));
  await allSay(blocked);

  const listener = streams.listener();
  expect(listener).toBeDefined();
  pages.splice(pages.findIndex((page) => page === listener), 1);
  await listener?.close();
  await expect.poll(streams.ever, { timeout: 30_000 }).toBe(2);
  await edited(fixed, () => allSay(allowed));
  expect([streams.open(), streams.ever()]).toEqual([1, 2]);
});

test("tabs that show different clusters share the stream too", async ({ context }) => {
  const streams = streamsOf(context);
  for (const cluster of ["live", "production", "guardrail", "no-policies"]) {
    const page = await context.newPage();
    await page.goto(`/c/${cluster}/map`);
    await expect(page.locator("[data-link=live]")).toBeVisible();
  }
  expect([streams.open(), streams.ever()]).toEqual([1, 1]);
});

/** Marks and rims are of edges and policies: they come and go with them. */
const OF_EDGES = /^(stop|egress|ingress|both|rim):/;

const CHANGES = [
  { name: "a policy that is edited: the edge turns teal", change: fixed, lines: ["allowed", "allowed"], gone: [OF_EDGES] },
  { name: "a policy that comes", change: (yaml: string) => yaml + POLICY, lines: ["allowed", "allowed"], gone: [OF_EDGES] },
  { name: "a policy that goes: the edge turns teal", change: withoutPolicy, lines: ["allowed", "allowed"], gone: [OF_EDGES] },
  { name: "a workload that goes", change: withoutDatabase, lines: undefined, gone: [OF_EDGES, /^data\//] },
  { name: "a workload that comes waits until somebody asks", change: (yaml: string) => yaml + WORKER, lines: undefined, gone: [OF_EDGES] },
];

for (const { name, change, lines, gone } of CHANGES) {
  test(`the map holds still. ${name}`, async ({ page }) => {
    const faults: Error[] = [];
    page.on("pageerror", (error) => faults.push(error));
    await page.goto(MAP);
    await drawn(page);
    const before = await picture(page);
    expect(Object.keys(before.places)).toEqual(expect.arrayContaining([POD, DATABASE, STRIPE]));
    const revision = await page.getByTestId("map").getAttribute("data-revision");
    await edited(change, async () => {
      await expect(page.getByTestId("map")).not.toHaveAttribute("data-revision", revision ?? "");
      if (lines !== undefined) await expect.poll(async () => (await picture(page)).lines).toEqual(lines);
      const after = await picture(page);
      const stays = Object.entries(before.places).filter(([id]) => !gone.some((pattern) => pattern.test(id)));
      expect(stays.length).toBeGreaterThan(1);
      expect(Object.fromEntries(stays.map(([id]) => [id, after.places[id]]))).toEqual(Object.fromEntries(stays));
    });
    await expect.poll(() => picture(page)).toEqual(before);
    expect(faults).toEqual([]);
  });
}

test("what is new is drawn when somebody asks for it", async ({ page }) => {
  await page.goto(MAP);
  await drawn(page);
  await edited((yaml) => yaml + WORKER, async () => {
    await page.getByRole("button", { name: /Apply/ }).click();
    await expect.poll(async () => Object.keys((await picture(page)).places)).toContain("default/pod/worker");
    await expect(page.getByRole("button", { name: /Apply/ })).toHaveCount(0);
  });
});
