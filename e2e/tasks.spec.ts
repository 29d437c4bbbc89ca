import { type Page, expect, test } from "@playwright/test";

/**
 * “Find what api-client cannot reach, and copy it for Slack”, in a company of a hundred connections: once with nothing but keys, once
 * with nothing but what a screen reader is told. Neither uses a pointer, nor anything that only a script could find.
 */
const MAP = "/c/prod-use1/map";
const SENTENCE = /^Blocked by default deny: no rule allows TCP 443 to 203\.0\.113\.4/;
const SLACK = /^\*Blocked by default deny:\* no rule allows TCP 443 to 203\.0\.113\.4[^]*default\/deploy\/api-client[^]*\/c\/prod-use1\/check\?/;

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const pasted = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
const heading = (page: Page) => page.getByRole("heading", { level: 1 });
/** Keys are heard once the page lives: the sheet of keys says so. */
async function lives(page: Page): Promise<void> {
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(page.getByRole("dialog", { name: "Keys" })).toBeVisible({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog", { name: "Keys" })).toBeHidden();
}

test("by keyboard alone", async ({ page }) => {
  await page.goto(MAP);
  await lives(page);
  await page.keyboard.press("/");
  await expect(page.getByRole("combobox", { name: /^Search/ })).toBeFocused();
  await page.keyboard.type("api-client");
  await expect(page.getByRole("option", { name: /^api-client/ }).first()).toHaveAttribute("aria-selected", "true");
  await page.keyboard.press("Enter");
  await expect(heading(page)).toContainText("api-client");
  await page.keyboard.press("n");
  await expect(page.getByRole("link", { name: "Check api-client to api.stripe.com, port 443" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(heading(page)).toHaveText(SENTENCE);
  await page.keyboard.press("c");
  await expect(page.getByRole("status").filter({ hasText: "For Slack copied." })).toHaveCount(1);
  await expect.poll(() => pasted(page)).toMatch(SLACK);
});

test("by keyboard alone, on the map: one Tab stop, arrows, Enter, c", async ({ page }) => {
  await page.goto(MAP);
  await lives(page);
  const tree = page.getByRole("tree", { name: "Map as a list" });
  const focused = tree.getByRole("treeitem", { selected: false }).or(tree.getByRole("treeitem", { selected: true })).and(page.locator(":focus"));
  await page.keyboard.press("Tab");
  for (let stop = 0; stop < 60 && (await focused.count()) === 0; stop++) await page.keyboard.press("Tab");
  await expect(focused).toHaveCount(1);
  await page.keyboard.type("api-client".slice(0, 4));
  await expect(focused).toHaveAccessibleName(/^api-client, Deployment/);
  await page.keyboard.press("Enter");
  const details = page.getByRole("complementary", { name: "Details" });
  await expect(details).toBeFocused();
  const stripe = details.getByRole("button", { name: /api\.stripe\.com/ });
  for (let stop = 0; stop < 30 && !(await stripe.evaluate((button) => button === document.activeElement)); stop++) await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(details.getByRole("heading", { level: 2, name: SENTENCE })).toBeVisible();
  await page.keyboard.press("c");
  await expect(page.getByRole("status").filter({ hasText: "For Slack copied." })).toHaveCount(1);
  await expect.poll(() => pasted(page)).toMatch(SLACK);
});

test("by the accessibility tree alone", async ({ page }) => {
  await page.goto(MAP);
  await lives(page);
  await expect(heading(page)).toHaveAccessibleName(/^\d+ of \d+ declared connections are blocked/);
  const tree = page.getByRole("main").getByRole("group", { name: "Network map" }).getByRole("tree", { name: "Map as a list" });
  await tree.getByRole("treeitem", { name: /^api-client, Deployment ×3, default\. Egress limited by 1 policy\./ }).press("Enter");
  const details = page.getByRole("complementary", { name: "Details" });
  await details.getByRole("button", { name: /api\.stripe\.com/ }).press("Enter");
  await expect(details.getByRole("heading", { level: 2, name: SENTENCE })).toBeVisible();
  await expect(details.getByRole("listitem").filter({ hasText: "The pod issues the request" })).toHaveCount(1);
  await details.getByRole("button", { name: "Copy" }).press("Enter");
  await page.getByRole("menu").getByRole("menuitem", { name: "For Slack" }).press("Enter");
  await expect(page.getByRole("status").filter({ hasText: "For Slack copied." })).toHaveCount(1);
  await expect.poll(() => pasted(page)).toMatch(SLACK);
});
