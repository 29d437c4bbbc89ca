import AxeBuilder from "@axe-core/playwright";
import { type Page, expect, test } from "@playwright/test";

const NOTIFIER = "from=default/deploy/notifier&port=443&proto=tcp&to=dns:hooks.slack.com";
const STRIPE = "from=default/pod/api-client&port=443&proto=tcp&to=dns:api.stripe.com";

const headline = (page: Page) => page.getByRole("heading", { level: 1 });
const past = (page: Page) => page.getByRole("region", { name: "Past state" });
const share = (page: Page) => page.getByRole("dialog", { name: "Share" });

/** Keys are heard once the page lives. */
const lives = async (page: Page): Promise<void> => {
  await expect(page).toHaveURL(/asof=|at=/);
};

const accessible = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
};

test("a newcomer finds on the timeline who blocked what, and reads the diff, by keyboard", async ({ page }) => {
  await page.goto("/c/incident/map");
  await expect(page.getByTestId("map")).toHaveAttribute("data-ready", "true");
  await page.keyboard.press("g");
  await page.keyboard.press("t");
  await expect(headline(page)).toHaveText("3 of 12 changes changed a verdict");
  const deny = page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: /default\/default-deny created/ }) }).last();
  await expect(deny).toContainText("argocd · commit 4be1f0a");
  await expect(deny).toContainText("02:08:51Z");

  const cards = page.locator("[data-change]");
  for (let i = 0; i < 12; i++) {
    await page.keyboard.press("[");
    await expect(cards.nth(i)).toBeFocused();
    if ((await cards.nth(i).textContent())?.includes("02:08:51Z")) break;
  }
  await expect(page).toHaveURL(/#at-2026-04-16T02:08:51/);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("group", { name: /^What differs in .*default-deny/ })).toContainText("policyTypes:");
  await page.keyboard.press("]");
  await expect(page.locator("[data-change]:focus")).toBeVisible();
  await accessible(page);
});

test("one connection's timeline marks its flip", async ({ page }) => {
  await page.goto("/c/incident/timeline");
  await page.getByRole("link", { name: /^notifier → hooks.slack.com TCP 443/ }).click();
  await expect(headline(page)).toHaveText("notifier → hooks.slack.com TCP 443: Open → Blocked by default deny at 02:08:51Z");
  await page.goto("/c/incident/timeline?sel=default/pod/api-client~dns:nothing.example~443-tcp&v=1");
  await expect(page.getByText("No policy change explains this")).toBeVisible();
});

test("a part of the axis is chosen by keyboard, and by dragging", async ({ page }) => {
  await page.goto("/c/incident/timeline");
  const start = page.getByRole("slider", { name: "From when" });
  await start.focus();
  await page.keyboard.press("Shift+ArrowRight");
  for (let i = 0; i < 4; i++) await page.keyboard.press("Shift+ArrowRight");
  await expect(start).toHaveAttribute("aria-valuetext", "2026-04-16 02:07:30Z");
  await expect(page.getByRole("button", { name: "Show 02:07:30Z to 02:45:00Z" })).toBeVisible();
  await accessible(page);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/win=2026-04-16T02:07:30Z\.\.2026-04-16T02:45:00Z/);
  await expect(headline(page)).toHaveText("3 of 6 changes changed a verdict");

  const end = await page.getByRole("slider", { name: "Until when" }).boundingBox();
  if (end === null) throw new Error("there is no handle");
  await page.mouse.move(end.x + end.width / 2, end.y + end.height / 2);
  await page.mouse.down();
  await page.mouse.move(end.x - 200, end.y, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByRole("button", { name: /^Show 02:07:30Z to 02:3/ })).toBeVisible();
  await page.getByRole("slider", { name: "Until when" }).press("Escape");

  const mark = await page.locator('a[href="#at-2026-04-16T02:41:07.000Z"]').boundingBox();
  if (mark === null) throw new Error("there is no mark");
  const [x, y] = [mark.x + mark.width / 2, mark.y + mark.height / 2];
  await page.mouse.move(x - 6, y);
  await page.mouse.down();
  await page.mouse.move(x - 40, y, { steps: 4 });
  await page.mouse.up();
  await expect(headline(page)).toHaveText("Nothing changed");
  await page.goBack();
  await page.locator('a[href="#at-2026-04-16T02:41:07.000Z"]').click();
  await expect(page).toHaveURL(/#at-2026-04-16T02:41:07/);
  await expect(headline(page)).toHaveText("3 of 6 changes changed a verdict");
  await page.getByRole("navigation", { name: "Range" }).getByRole("link", { name: "All" }).click();
  await expect(headline(page)).toHaveText("3 of 12 changes changed a verdict");
});

test("the map at two times shows only what differs, in the picture and as a table", async ({ page }) => {
  await page.goto("/c/incident/timeline");
  const deny = page.locator("[data-change]").filter({ has: page.getByRole("heading", { name: /default\/default-deny created/ }) });
  await deny.getByRole("link", { name: "only what differs" }).click();
  await expect(headline(page)).toHaveText("2 verdicts and 1 policy differ");
  await expect(page.getByTestId("map")).toHaveAttribute("data-ready", "true");
  const differing = page.getByRole("table", { name: "Connections whose verdict differs" });
  await expect(differing.getByRole("row").filter({ hasText: "hooks.slack.com" })).toContainText(/Open.*Blocked by default deny/);
  await expect(differing).not.toContainText("billing-db");
  await expect(page.getByRole("table", { name: "Policies and labels that differ" })).toContainText("default/default-deny");
  await accessible(page);
  await differing.getByRole("link", { name: /^Compare notifier/ }).click();
  await expect(headline(page)).toHaveText("Open → Blocked by default deny");
});

test("from the map to a frozen link that is copied, without a mouse", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const tabTo = async (name: string): Promise<void> => {
    for (let i = 0; i < 40 && (await page.evaluate(() => document.activeElement?.textContent)) !== name; i++) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
  };
  await page.goto("/c/incident/map");
  await expect(page.getByTestId("map")).toHaveAttribute("data-ready", "true");
  await page.keyboard.press("n");
  await expect(page.getByText(/^Blocked by default deny since 2026-04-16 02:08:51Z/)).toBeVisible();
  await tabTo("Find the change that broke this");
  await expect(page.getByRole("region", { name: "The change that broke this" })).toContainText("First blocked by default/default-deny");
  await lives(page);
  await page.keyboard.press("Shift+Y");
  await expect(share(page).getByText(/^What is inside/)).toBeVisible();
  await tabTo("Freeze");
  await expect(share(page).getByLabel("The frozen link")).toBeFocused();
  await tabTo("Copy frozen link");
  await expect(share(page).getByText("Copied")).toBeVisible();
  const link = await share(page).getByLabel("The frozen link").textContent();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(link);
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the change that broke a connection is found by a link", async ({ page }) => {
    await page.goto(`/c/incident/check?${NOTIFIER}&v=1`);
    await page.getByRole("link", { name: "Find the change that broke this" }).click();
    const found = page.getByRole("region", { name: "The change that broke this" });
    await expect(found).toContainText("First blocked by default/default-deny, created at");
    await expect(found).toContainText("4be1f0a");
    await expect(found.getByRole("group", { name: /^What differs/ })).toContainText("kind: NetworkPolicy");
    await found.getByRole("link", { name: "See it on the timeline" }).click();
    await expect(headline(page)).toContainText("Open → Blocked by default deny at 02:08:51Z");
  });
});

test("a label edit is found as the cause too", async ({ page }) => {
  await page.goto("/c/incident/check?blame=1&from=reports/deploy/reports&port=5432&proto=tcp&to=dns:billing-db.data&v=1");
  await expect(page.getByRole("region", { name: "The change that broke this" })).toContainText("the labels of namespace reports");
});

test("a link whose verdict changed says so first, with the change, and shows it as it was and beside now", async ({ page }) => {
  await page.goto(`/c/incident/check?asof=2026-04-16T02:13:40Z&${STRIPE}&v=1&was=BLOCKED_DEFAULT`);
  await expect(page.getByRole("alert").filter({ hasText: "Changed since" })).toHaveText("Changed since this link was copied. 02:13:40Z: Blocked by default deny. Now: Allowed.");
  await expect(page.getByText("(default/allow-stripe changed 02:41Z)")).toBeVisible();
  await accessible(page);
  await page.getByRole("link", { name: "Compare" }).click();
  await expect(headline(page)).toHaveText("Blocked by default deny → Allowed");
  await accessible(page);
  await page.goBack();
  await page.getByRole("link", { name: "See it as it was" }).click();
  await expect(past(page)).toContainText("As it was at 2026-04-16 02:13:40Z");
  await expect(headline(page)).toContainText("Blocked by default deny");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Policies" }).click();
  await expect(page).toHaveURL(/\/policies\?at=2026-04-16T02:13:40Z/);
  await past(page).getByRole("link", { name: "Show now" }).click();
  await expect(page).toHaveURL(/\/policies\?v=1$/);
});

test("a state that is not stored is told, and nothing is shown in its place", async ({ page }) => {
  await page.goto(`/c/incident/check?at=2026-04-15T00:00:00Z&${STRIPE}&v=1`);
  await expect(headline(page)).toHaveText("What it was at 2026-04-15 00:00:00Z is no longer stored.");
  await expect(page.getByText("As it was at")).toBeHidden();
});

test("y pins the page one is on, also after a change of pages", async ({ page }) => {
  await page.goto("/c/incident/policies");
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Timeline" }).click();
  await expect(headline(page)).toContainText("changed a verdict");
  await page.goto(`/c/incident/check?${NOTIFIER}&v=1`);
  await lives(page);
  await page.keyboard.press("y");
  await expect(page).toHaveURL(/\/check\?at=\d{4}-.*notifier/);
  await expect(past(page)).toBeVisible();
  expect(new URL(page.url()).searchParams.has("asof")).toBe(false);
  await page.goBack();
  await expect(past(page)).toBeHidden();
  await page.getByLabel("Port").focus();
  await page.keyboard.press("y");
  await expect(page.getByLabel("Port")).toHaveValue("443y");
});

test("? tells the keys, and there single ones are switched off", async ({ page }) => {
  await page.goto(`/c/incident/check?${NOTIFIER}&v=1`);
  await lives(page);
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await expect(keys).toContainText("Pin the state that is shown");
  await accessible(page);
  await keys.getByLabel("Single keys work outside of fields").uncheck();
  await page.keyboard.press("Escape");
  await expect(keys).toBeHidden();
  await page.keyboard.press("Shift+Y");
  await page.keyboard.press("/");
  await expect(share(page)).toBeHidden();
  await expect(page.getByRole("dialog", { name: "Search" })).toBeHidden();
  await page.getByRole("button", { name: "Keys" }).click();
  await keys.getByLabel("Single keys work outside of fields").check();
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  await expect(page.getByRole("combobox", { name: /^Search/ })).toBeFocused();
});

test("Shift Y freezes; another browser opens the link; revoked, it is as if it had never been", async ({ page, browser }) => {
  await page.goto(`/c/incident/check?${NOTIFIER}&v=1`);
  await lives(page);
  await page.keyboard.press("Shift+Y");
  await expect(share(page).getByRole("tab", { name: "Frozen", selected: true })).toBeVisible();
  await expect(share(page)).toContainText("hooks.slack.com");
  await expect(share(page).getByText(/^What is inside/)).toBeVisible();
  await accessible(page);
  await share(page).getByLabel("Kept for").selectOption("kept");
  await share(page).getByLabel("Why it is kept").fill("postmortem");
  await share(page).getByRole("button", { name: "Freeze" }).click();
  const link = share(page).getByLabel("The frozen link");
  await expect(link).toBeFocused();
  const address = (await link.textContent()) ?? "";
  expect(address).toMatch(/\/s\/[\w-]{43}$/);

  const context = await browser.newContext();
  const other = await context.newPage();
  const path = new URL(address).pathname;
  await other.goto(path);
  await expect(headline(other)).toContainText("Blocked by default deny");
  await expect(other.getByText(/^FROZEN/i).first()).toBeVisible();
  const paper = await other.pdf({ preferCSSPageSize: true });
  expect(paper.toString("latin1").match(/\/Type \/Page\b/g)).toHaveLength(1);
  await accessible(other);

  const [frozen] = await share(page).getByRole("listitem").filter({ hasText: "postmortem" }).all();
  if (frozen === undefined) throw new Error("the snapshot is not in the list");
  await frozen.getByRole("button", { name: /^Revoke/ }).press("Enter");
  await frozen.getByRole("button", { name: "Revoke for good" }).press("Enter");
  await expect(share(page).getByText(/^Revoked: /)).toBeVisible();

  const [revoked, never] = await Promise.all([context.request.get(path), context.request.get(`/s/${"A".repeat(43)}`)]);
  expect([revoked.status(), never.status()]).toEqual([404, 404]);
  await other.goto(path);
  await expect(headline(other)).not.toContainText("Blocked");
  await context.close();
});

test("what is not saved keeps all that was typed, and is tried again as the same", async ({ page }) => {
  await page.goto(`/c/incident/check?${NOTIFIER}&v=1`);
  await lives(page);
  const keys: (string | undefined)[] = [];
  await page.route("**/snapshots", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    keys.push((await route.request().allHeaders())["idempotency-key"]);
    if (keys.length > 1) return route.continue();
    return route.fulfill({ status: 503, json: { error: { code: "busy", message: "not saved: the store does not answer", requestId: "1" } } });
  });
  await page.keyboard.press("Shift+Y");
  await share(page).getByLabel("Kept for").selectOption("kept");
  await share(page).getByLabel("Why it is kept").fill("twice");
  await share(page).getByRole("button", { name: "Freeze" }).click();
  await expect(share(page).getByRole("status").filter({ hasText: "Not saved" })).toHaveText("Not saved: the store does not answer.");
  await expect(share(page).getByLabel("Why it is kept")).toHaveValue("twice");
  await share(page).getByRole("button", { name: "Freeze" }).click();
  await expect(share(page).getByLabel("The frozen link")).toBeVisible();
  expect(new Set(keys).size).toBe(1);
});
