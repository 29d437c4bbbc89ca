import { type Page, expect, test } from "@playwright/test";

const MAP = "/c/prod-use1/map";
const CLIENT = "default/deploy/api-client";

const map = (page: Page) => page.getByTestId("map");
const drawn = async (page: Page): Promise<void> => expect(map(page)).toHaveAttribute("data-ready", "true");
const details = (page: Page) => page.getByRole("complementary", { name: "Details" });
const tree = (page: Page) => page.getByRole("tree", { name: "Map as a list" });
const query = (page: Page): URLSearchParams => new URL(page.url()).searchParams;

/** Where every card stands on the map, whatever the camera shows of it. */
const places = (page: Page): Promise<Readonly<Record<string, string>>> =>
  map(page).evaluate((element) => {
    type Core = { nodes(): { map<T>(read: (one: { id(): string; position(): object }) => T): T[] } };
    const core = [...element.querySelectorAll("*")].map((layer) => (layer as Element & { _cyreg?: { cy: Core } })._cyreg?.cy).find((one) => one !== undefined);
    if (core === undefined) throw new Error("nothing is drawn");
    return Object.fromEntries<string>(core.nodes().map((node): readonly [string, string] => [node.id(), JSON.stringify(node.position())]).filter(([id]) => /^[^:]+$/.test(id)));
  });

test("without scripts all is there to read: headline, status, table and tree", async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL !== undefined && { baseURL }) });
  const page = await context.newPage();
  await page.goto(MAP);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(/\d+ of \d+ declared connections are blocked/);
  await expect(page.getByText(/\d+ namespaces · \d+ connections shown of \d+/)).toBeVisible();
  await expect(page.getByText("Blocked by default deny").first()).toBeVisible();
  await expect(tree(page).getByRole("treeitem", { name: /^api-client/ })).toBeVisible();
  await context.close();
});

test("a node fans out its connections, a connection is told in the lane, Escape goes back step by step", async ({ page }) => {
  await page.goto(MAP);
  await drawn(page);
  const before = await places(page);
  await tree(page).getByRole("treeitem", { name: /^api-client/ }).focus();
  await page.keyboard.press("Enter");
  await expect(details(page)).toHaveAttribute("data-selected", CLIENT);
  await expect.poll(() => query(page).get("focus")).toBe(CLIENT);
  const standing = await places(page);
  expect(Object.keys(standing).filter((id) => before[id] !== undefined && before[id] !== standing[id])).toEqual([]);

  await details(page).getByRole("button", { name: /api\.stripe\.com/ }).click();
  const lane = page.getByRole("region", { name: "Path" });
  await expect(lane.getByRole("img", { name: /^Blocked by default deny/ })).toBeVisible();
  await expect(lane.getByRole("link").first()).toHaveAttribute("href", /\/policies\/.*#L\d+$/);
  await expect(details(page).getByRole("listitem").filter({ hasText: "The pod issues the request" })).toBeVisible();

  await page.keyboard.press("Escape");
  await expect(details(page)).toHaveAttribute("data-selected", CLIENT);
  await page.keyboard.press("Escape");
  await expect(details(page)).toHaveCount(0);
  expect(query(page).get("focus")).toBeNull();
});

test("Space closes a namespace and opens it again, and nothing else moves", async ({ page }) => {
  await page.goto(MAP);
  await drawn(page);
  const before = await places(page);
  await tree(page).getByRole("treeitem", { name: /^shop, namespace/ }).focus();
  await page.keyboard.press(" ");
  await expect(tree(page).getByRole("treeitem", { name: /^shop, .*Space opens it/ })).toBeFocused();
  const closed = await places(page);
  expect(Object.keys(closed).some((id) => id.startsWith("shop/"))).toBe(false);
  expect(Object.keys(closed).filter((id) => before[id] !== closed[id])).toEqual([]);
  await page.keyboard.press(" ");
  await expect.poll(() => places(page)).toEqual(before);
});

test("a filter narrows map and table alike; where it leaves nothing, the way back is told", async ({ page }) => {
  await page.goto(MAP);
  await drawn(page);
  const field = page.getByLabel("Filter the map");
  await field.fill("verdict:blocked");
  await field.press("Enter");
  await expect(page.getByRole("status").filter({ hasText: /connections? shown of/ })).toContainText(/1\d connections shown of/);
  await expect(page).toHaveURL(/q=verdict:blocked/);
  await field.fill("verdict:blocked ns:nowhere");
  await field.press("Enter");
  await expect(page.getByRole("group", { name: "Network map" })).toContainText(/No match.*removed/);
  await page.getByRole("group", { name: "Network map" }).getByRole("button", { name: "Clear last" }).click();
  await expect(page).toHaveURL(/q=verdict:blocked&/);
  await page.getByRole("button", { name: "Remove verdict:blocked" }).click();
  await expect(page).not.toHaveURL(/q=/);
});

test("chips draw kinds of connections or not; d leaves the drops alone", async ({ page }) => {
  await page.goto(MAP);
  await drawn(page);
  const chip = (name: RegExp) => page.getByRole("group", { name: "Drawn" }).getByRole("button", { name });
  // More than a few lines that say no more than allowed are drawn only where somebody asks for them.
  await expect(chip(/^Allowed/)).toHaveAttribute("aria-pressed", "false");
  await chip(/^Allowed/).click();
  await expect(page).toHaveURL(/show=allowed/);
  await expect(chip(/^Allowed/)).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("d");
  await expect(chip(/^Watched/)).toHaveAttribute("aria-pressed", "false");
  await expect(chip(/^Drops/)).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("d");
  await expect(chip(/^Watched/)).toHaveAttribute("aria-pressed", "true");
});

test("rearranging is for everybody, and can be taken back", async ({ page }) => {
  await page.goto("/c/guardrail/map");
  await drawn(page);
  const before = await places(page);
  const answered = (path: RegExp): Promise<{ readonly generation: number }> => page.waitForResponse(path).then(async (response) => (await response.json()) as { generation: number });
  const [arranged] = await Promise.all([answered(/\/map\/rearrange$/), page.keyboard.press("r")]);
  await expect(page.getByRole("button", { name: "Undo the rearrangement" })).toBeVisible();
  const [undone] = await Promise.all([answered(/\/map\/undo$/), page.keyboard.press("Control+z")]);
  expect(undone.generation).toBeGreaterThan(arranged.generation);
  await expect.poll(() => places(page)).toEqual(before);
  await expect(page.getByRole("button", { name: /Apply/ })).toHaveCount(0);
});

test("a link brings back what is seen: view, selection, camera", async ({ page, browser }) => {
  await page.goto(`${MAP}?view=split`);
  await drawn(page);
  await page.keyboard.press("n");
  await expect(details(page)).toBeVisible();
  await page.keyboard.press("+");
  await expect(page).toHaveURL(/cam=/);
  const theirs = await browser.newPage();
  await theirs.goto(page.url());
  await drawn(theirs);
  await expect(theirs.getByRole("main")).toHaveAttribute("data-view", "split");
  const selected = (await details(page).getAttribute("data-selected")) ?? "nothing";
  await expect(details(theirs)).toHaveAttribute("data-selected", selected);
  await expect.poll(() => query(theirs).get("cam")).toBe(query(page).get("cam"));
  await theirs.close();
});

test("on a phone the table is what is shown, nothing is wider than the screen, and details are a sheet at the foot", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(MAP);
  const table = page.getByRole("region", { name: "Connections" });
  await expect(table).toBeVisible();
  await expect(page.getByRole("group", { name: "View" }).getByRole("button", { name: "Table" })).toHaveAttribute("aria-pressed", "true");
  await expect(map(page)).toHaveCount(0);
  await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await table.getByText("Blocked by default deny").first().click();
  await expect(details(page)).toBeVisible();
  const box = await details(page).boundingBox();
  expect([box?.x, box?.width]).toEqual([0, 390]);
});
