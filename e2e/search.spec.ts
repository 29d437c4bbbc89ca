import AxeBuilder from "@axe-core/playwright";
import { type Page, expect, test } from "@playwright/test";

const MAP = "/c/production/map";
const CHECK = "/c/production/check?from=default/pod/api-client&port=443&proto=tcp&to=dns:api.stripe.com&v=1";
const BLOCKED = /^Blocked by default deny: no rule allows TCP 443 to 203\.0\.113\.4/;
const ERROR = "dial tcp 203.0.113.4:443: i/o timeout";

const palette = (page: Page) => page.getByRole("dialog", { name: /^Search/ });
const field = (page: Page) => page.getByRole("combobox", { name: /^Search/ });
const options = (page: Page) => palette(page).getByRole("option");
/** What a screen reader is told to read. */
const active = async (page: Page, index: number): Promise<void> => {
  const id = await options(page).nth(index).getAttribute("id");
  await expect(field(page)).toHaveAttribute("aria-activedescendant", id ?? "");
};
const headline = (page: Page) => page.getByRole("heading", { level: 1 });

/** Keys are heard once the page lives. */
const lives = async (page: Page): Promise<void> => {
  await expect(page.getByRole("button", { name: /^Search/ })).toBeVisible();
  await expect(async () => {
    await page.keyboard.press("Control+k");
    await expect(field(page)).toBeFocused({ timeout: 500 });
  }).toPass();
  await page.keyboard.press("Escape");
  await expect(palette(page)).toBeHidden();
};

test("a pasted error becomes a finished check: two keys and a paste", async ({ page }) => {
  await page.goto(MAP);
  await lives(page);
  await page.keyboard.press("/");
  await expect(field(page)).toBeFocused();
  await page.keyboard.insertText(ERROR);
  await expect(options(page).first()).toHaveText(/^Check default\/api-client → 203\.0\.113\.4:443/);
  await page.keyboard.press("Enter");
  await expect(headline(page)).toHaveText(BLOCKED);
  await expect(page).toHaveURL(/\/check\?.*from=default\/pod\/api-client&port=443.*to=ip:203\.0\.113\.4/);
});

test("Enter at once means what is still to be found", async ({ page }) => {
  await page.goto(MAP);
  await lives(page);
  await page.route("**/search?*", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await route.continue();
  });
  await page.keyboard.press("/");
  await expect(field(page)).toBeFocused();
  await page.keyboard.insertText(ERROR);
  await page.keyboard.press("Enter");
  await expect(headline(page)).toHaveText(BLOCKED);
});

test("lines that are pasted stay apart", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(MAP);
  await lives(page);
  await page.evaluate(() => navigator.clipboard.writeText("$ curl -m 5 https://api.stripe.com\ncurl: (28) Connection timed out after 5001 milliseconds\n"));
  await page.keyboard.press("/");
  await expect(field(page)).toBeFocused();
  await page.keyboard.press("Control+v");
  await expect(options(page).first()).toHaveText(/^Check default\/api-client → api\.stripe\.com:443/);
  await expect(field(page)).toHaveValue(/stripe\.com {2}curl:/);
});

test("arrows choose, Escape closes, and the focus is where it was", async ({ page }) => {
  await page.goto(CHECK);
  await lives(page);
  const from = page.getByLabel("From", { exact: true });
  await from.focus();
  // In a field it is a letter.
  await page.keyboard.press("/");
  await expect(palette(page)).toBeHidden();
  await page.keyboard.press("Control+k");
  await page.keyboard.insertText("de");
  await expect(options(page).first()).toContainText("de");
  await expect(options(page).first()).toHaveAttribute("aria-selected", "true");
  await active(page, 0);
  await page.keyboard.press("ArrowDown");
  await active(page, 1);
  await page.keyboard.press("Escape");
  await expect(palette(page)).toBeHidden();
  await expect(from).toBeFocused();
});

test("a filter goes to the map, from there and from elsewhere; what makes no sense is told", async ({ page }) => {
  await page.goto(CHECK);
  await lives(page);
  await page.getByRole("button", { name: /^Search/ }).click();
  await page.keyboard.insertText("verdict:blocked verdict:denied");
  await expect(options(page).first()).toHaveText(/^Filter the map: verdict:blocked/);
  await expect(palette(page)).toContainText("`verdict:denied`: expected blocked, allowed, partly or unknown");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/map\?.*q=verdict:blocked/);
});

test("what can be done here: copy for Slack, freeze, theme, shortcuts", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(CHECK);
  await lives(page);
  const doIt = async (words: string): Promise<void> => {
    await page.keyboard.press("Control+k");
    await expect(field(page)).toBeFocused();
    await page.keyboard.insertText(words);
    await expect(options(page).first()).toContainText(words);
    await page.keyboard.press("Enter");
  };
  await doIt("Copy for Slack");
  await expect(page.getByText("Copied for Slack")).toBeVisible();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/^\*Blocked by default deny:\*/);
  await doIt("Theme: dark");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.getByRole("button", { name: "Dark" })).toHaveAttribute("aria-pressed", "true");
  await doIt("Shortcuts");
  await expect(page.getByRole("dialog", { name: "Keys" })).toContainText("Ctrl K");
  await page.keyboard.press("Escape");
  await doIt("Freeze the answer");
  await expect(page.getByRole("dialog", { name: "Share" }).getByRole("tab", { name: "Frozen", selected: true })).toBeVisible();
});

for (const [scheme, width] of [["light", 1440], ["dark", 390]] as const) {
  test(`the palette is accessible, fits and keeps the content policy, ${scheme} at ${String(width)} px`, async ({ page }) => {
    const reports: string[] = [];
    page.on("console", (message) => {
      if (/Content Security Policy|hydrat|DialogTitle/i.test(message.text())) reports.push(message.text());
    });
    page.on("pageerror", (error) => reports.push(error.message));
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 800 });
    await page.goto(MAP);
    await lives(page);
    for (const words of ["", "203.0.113.4", ERROR, "ns:", "nobody-is-called-so"]) {
      await page.keyboard.press("Control+k");
      await expect(field(page)).toBeFocused();
      await page.keyboard.insertText(words);
      await expect(palette(page).getByRole("listbox", { includeHidden: true })).toHaveAttribute("aria-busy", "false");
      const { violations } = await new AxeBuilder({ page }).include("[role=dialog]").analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
      const box = await palette(page).boundingBox();
      expect(box !== null && box.x >= 0 && box.x + box.width <= width).toBe(true);
      await page.keyboard.press("Escape");
      await expect(palette(page)).toBeHidden();
    }
    expect(reports).toEqual([]);
  });
}
