import AxeBuilder from "@axe-core/playwright";
import { type Locator, type Page, expect, test } from "@playwright/test";

/** More rows than are drawn at once. */
const TABLE = "/c/prod-use1/map?view=table&v=1";

const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
const gridOf = (page: Page): Locator => page.getByRole("grid", { name: "Declared connections" });
/** The row that the keyboard is at. */
const here = (page: Page): Locator => page.locator("[data-row]:focus");
const countOf = async (page: Page): Promise<number> => Number(await gridOf(page).getAttribute("aria-rowcount")) - 1;

/** The table once its rows are walked by keys. */
async function opened(page: Page, address = TABLE): Promise<Locator> {
  await page.goto(address);
  const stop = gridOf(page).locator("[data-row][tabindex='0']");
  await expect(stop).toHaveCount(1);
  return stop;
}

test("one stop of the Tab key; arrows, pages, Home and End walk all rows, of which few are drawn", async ({ page }) => {
  const stop = await opened(page);
  const total = await countOf(page);
  expect(total).toBeGreaterThan(100);
  await stop.focus();
  await page.keyboard.press("ArrowDown");
  await expect(here(page)).toHaveAttribute("aria-rowindex", "3");
  await page.keyboard.press("PageDown");
  await page.keyboard.press("PageUp");
  await expect(here(page)).toHaveAttribute("aria-rowindex", "3");
  await page.keyboard.press("End");
  await expect(here(page)).toHaveAttribute("aria-rowindex", String(total + 1));
  await expect(here(page)).toBeInViewport();
  expect(await gridOf(page).locator("[data-row]").count()).toBeLessThan(80);
  await page.keyboard.press("Home");
  await expect(here(page)).toHaveAttribute("aria-rowindex", "2");
  await page.keyboard.press("Tab");
  await expect(gridOf(page).locator(":focus")).toHaveCount(0);
});

test("to the right stand a row's links, above the first row the headers", async ({ page }) => {
  const stop = await opened(page);
  await stop.focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator("[data-row] a:focus")).toHaveCount(1);
  await page.keyboard.press("ArrowLeft");
  await expect(here(page)).toHaveCount(1);
  await page.keyboard.press("ArrowUp");
  await expect(page.getByRole("columnheader", { name: "Verdict" }).getByRole("button")).toBeFocused();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/sort=from/);
  await expect(page.getByRole("columnheader", { name: "From" })).toHaveAttribute("aria-sort", "ascending");
  await page.keyboard.press("ArrowDown");
  await expect(here(page)).toHaveCount(1);
});

test("Space selects a row and lets it go, Enter opens its panel", async ({ page }) => {
  const stop = await opened(page);
  const id = (await stop.getAttribute("data-row")) ?? "";
  await stop.focus();
  await page.keyboard.press("Space");
  await expect(page).toHaveURL((url) => url.searchParams.get("sel") === id);
  await expect(here(page)).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Space");
  await expect(page).toHaveURL((url) => !url.searchParams.has("sel"));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL((url) => url.searchParams.get("sel") === id);
  await expect(page.getByRole("complementary")).toContainText("Blocked by default deny");
});

test("c copies a row for Slack, Shift C as Markdown, and each says so", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const stop = await opened(page);
  await stop.focus();
  await page.keyboard.press("c");
  await expect(page.getByText("Copied for Slack")).toBeVisible();
  await expect.poll(() => copied(page)).toMatch(/^\*Blocked by default deny:\*/);
  await page.keyboard.press("Shift+C");
  await expect(page.getByText("Copied as Markdown")).toBeVisible();
  await expect.poll(() => copied(page)).toMatch(/^\*\*Blocked by default deny/);
});

test("order and columns are in the address, how dense the rows are is the reader's own", async ({ page }) => {
  const stop = await opened(page);
  await page.getByRole("columnheader", { name: "To" }).getByRole("button").click();
  await page.getByRole("columnheader", { name: "To" }).getByRole("button").click();
  await expect(page).toHaveURL(/sort=-to/);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("checkbox", { name: "Why" }).click();
  const height = async (): Promise<number> => (await stop.boundingBox())?.height ?? Number.NaN;
  await expect.poll(height).toBeGreaterThanOrEqual(40);
  await page.getByRole("radio", { name: "Compact" }).check();
  await expect.poll(height).toBeLessThan(32);
  await expect(page).toHaveURL(/cols=from,to,port,verdict,side,policies,changed/);
  const address = page.url();
  expect(address).not.toContain("compact");
  await opened(page, address);
  await expect(page.getByRole("columnheader", { name: "Why" })).toHaveCount(0);
  await expect(page.getByRole("columnheader", { name: "To" })).toHaveAttribute("aria-sort", "descending");
  await expect.poll(height).toBeLessThan(32);
});

test("a filter that leaves nothing says what removed how much, and takes the last part back", async ({ page }) => {
  await page.goto("/c/prod-use1/map?q=verdict:blocked+to:nobody&view=table&v=1");
  const table = page.getByRole("region", { name: "Connections" });
  await expect(table).toContainText(/No match\. verdict:blocked removed \d+, to:nobody removed \d+\./);
  await table.getByRole("button", { name: "Clear last" }).click();
  await expect(gridOf(page).locator("[data-row]").first()).toBeVisible();
  await expect(page).toHaveURL((url) => url.searchParams.get("q") === "verdict:blocked");
});

test("on a phone rows are cards: nothing stands beside the screen, and the same keys walk them", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const stop = await opened(page);
  const sideways = await gridOf(page).evaluate((grid) => [grid.parentElement, document.documentElement].map((box) => (box?.scrollWidth ?? 0) - (box?.clientWidth ?? 0)));
  expect(sideways).toEqual([0, 0]);
  for (const part of ["verdict", "from", "to", "port", "why"]) await expect(stop.locator(`[data-column=${part}]`)).toBeInViewport();
  await stop.focus();
  await page.keyboard.press("ArrowDown");
  await expect(here(page)).toHaveAttribute("aria-rowindex", "3");
});

for (const { colorScheme, width } of [{ colorScheme: "light", width: 1280 }, { colorScheme: "dark", width: 1280 }, { colorScheme: "light", width: 390 }] as const) {
  test(`it is accessible and keeps the content policy, ${colorScheme}, ${String(width)} px wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 844 });
    const reports: string[] = [];
    page.on("console", (message) => {
      if (/Content Security Policy|hydrat/i.test(message.text())) reports.push(message.text());
    });
    await page.emulateMedia({ colorScheme });
    const stop = await opened(page);
    await stop.focus();
    await page.keyboard.press("End");
    await expect(here(page)).toHaveAttribute("aria-rowindex", String((await countOf(page)) + 1));
    const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
    expect(reports).toEqual([]);
  });
}

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });
  test("the rows are there, and lead to their checks", async ({ page }) => {
    await page.goto(TABLE);
    const row = gridOf(page).locator("[data-row]").first();
    await expect(row).toContainText("Blocked by default deny");
    await row.getByRole("link", { name: /^Check / }).click();
    await expect(page).toHaveURL(/\/c\/prod-use1\/check\?/);
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Blocked by default deny");
  });
});
