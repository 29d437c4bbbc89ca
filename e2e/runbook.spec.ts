import { type Page, expect, test } from "@playwright/test";

const POD = "default/pod/api-client";
const CHECK = "/c/production/check?from=default/pod/api-client&port=443&proto=tcp&to=dns:api.stripe.com&v=1";
const SENTENCE = "Blocked by default deny: no rule allows TCP 443 to 203.0.113.4 (api.stripe.com)";

const map = (page: Page) => page.getByTestId("map");
const drawn = async (page: Page): Promise<void> => expect(map(page)).toHaveAttribute("data-ready", "true");

/** How many pixels of the picture are about as red as a drop edge of the light theme. */
const redPixels = (page: Page): Promise<number> =>
  map(page).evaluate((element) =>
    [...element.querySelectorAll("canvas")].reduce((sum, canvas) => {
      const { data } = canvas.getContext("2d")?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: new Uint8ClampedArray() };
      let red = 0;
      for (let i = 0; i < data.length; i += 4) if ((data[i] ?? 0) > 180 && (data[i + 1] ?? 0) < 70 && (data[i + 2] ?? 0) < 100 && (data[i + 3] ?? 0) > 200) red++;
      return sum + red;
    }, 0),
  );

/** What the address says is selected, once the page has taken in what was done to it. */
const selection = (page: Page): Promise<string> =>
  page.evaluate(() => new Promise<string>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(decodeURIComponent(location.search))))));

test("the first page is the incident's map, with a red edge that the fix takes away", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  await expect(page).toHaveURL(/\/c\/[^/]+\/map/);
  await page.goto("/c/production/map");
  await drawn(page);
  await expect.poll(() => redPixels(page)).toBeGreaterThan(100);
  await page.goto("/c/production-fixed/map");
  await drawn(page);
  expect(await redPixels(page)).toBeLessThan(100);
});

test("a click on the pod opens its blocked destinations with the reason", async ({ page }) => {
  test.slow();
  await page.goto("/c/production/map");
  await drawn(page);
  const box = await map(page).boundingBox();
  if (!box) throw new Error("the map has no box");
  const details = page.getByRole("complementary", { name: "Details" });
  for (let cell = 0; cell < 11 * 11 && !(await selection(page)).includes(POD); cell++) {
    const [row, column] = [1 + Math.floor(cell / 11), 1 + (cell % 11)];
    await page.mouse.click(box.x + (box.width * 0.5 * column) / 12, box.y + (box.height * row) / 12);
  }
  await expect(details).toHaveAttribute("data-selected", POD);
  await expect(details).toContainText("it does not allow TCP 443 to 203.0.113.4");
  await expect(page).toHaveURL(/sel=default\/pod\/api-client/);
});

test("the keyboard finds the blocked connection, opens it, and closes it", async ({ page }) => {
  await page.goto("/c/production/map");
  await drawn(page);
  const tree = page.getByRole("tree", { name: "Map as a list" });
  await tree.getByRole("treeitem").first().focus();
  const blocked = tree.getByRole("treeitem", { name: /Blocked by default deny/ }).first();
  for (let i = 0; i < 20 && !(await blocked.evaluate((item) => item === document.activeElement)); i++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  const details = page.getByRole("complementary", { name: "Details" });
  await expect(details.getByRole("heading", { level: 2 })).toHaveText(SENTENCE);
  await expect(details.getByRole("listitem")).toHaveCount(3);
  await page.keyboard.press("Escape");
  await expect(details).toHaveCount(0);
});

test("n walks to the blocked connection from anywhere on the map", async ({ page }) => {
  await page.goto("/c/production/map");
  await drawn(page);
  await page.keyboard.press("n");
  await expect(page.getByRole("complementary", { name: "Details" })).toContainText(SENTENCE);
});

test("the check page tells sentence, figure, three steps, trace and commands", async ({ page }) => {
  await page.goto(CHECK);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(SENTENCE);
  await expect(page.getByRole("region", { name: "Path" }).getByRole("img").first()).toBeVisible();
  for (const code of ["DST_RESOLVED", "SRC_OK", "DNS_ALLOWED", "EGRESS_LIMITED", "RULE_PEER_MISS", "NO_RULE_ALLOWS", "DST_OUTSIDE"]) {
    await expect(page.getByText(code, { exact: true }).first()).toBeVisible();
  }
  await page.getByText("kubectl, to see it yourself").click();
  await expect(page.getByText("kubectl describe networkpolicy -n default default-deny")).toBeVisible();
});

test("a step of the trace leads to its line in the policy", async ({ page }) => {
  await page.goto(CHECK);
  await page.getByRole("link", { name: /cluster\.yaml:44|line 44/ }).first().click();
  await expect(page).toHaveURL(/policies\/default\/default-deny.*#L44$/);
  await expect(page.locator("#L44")).toContainText("to:");
  await expect(page.getByText("kind: Secret")).toHaveCount(0);
});

test("bad input is told beside its field, and the page stays usable", async ({ page }) => {
  await page.goto("/c/production/check");
  await page.getByLabel("From", { exact: true }).fill("default/api-client");
  await page.getByLabel("To", { exact: true }).fill("api.stripe.com");
  await page.getByLabel("Port").fill("70000");
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await expect(page.getByLabel("Port")).toHaveAttribute("aria-invalid", "true");
  await expect(page.locator("#port-problem")).toContainText("70000");
  await page.getByLabel("Port").fill("443");
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(SENTENCE);
});

test("a link opened by somebody else shows the same", async ({ page, browser }) => {
  await page.goto(CHECK);
  await expect(page).toHaveURL(/was=BLOCKED_DEFAULT/);
  const theirs = await browser.newPage();
  await theirs.goto(page.url());
  await expect(theirs.getByRole("heading", { level: 1 })).toHaveText(SENTENCE);
  await expect(theirs.getByText("Changed since this link was copied")).toHaveCount(0);
  await theirs.close();
});

test("a link whose verdict has changed since says so first", async ({ page }) => {
  await page.goto(`${CHECK}&asof=2026-04-16T01:00:00Z&was=ALLOWED`);
  const banner = page.getByRole("alert").filter({ hasText: "Changed since this link was copied" });
  await expect(banner).toContainText("01:00:00Z: Allowed. Now: Blocked by default deny.");
});

test("a parameter that makes no sense is told", async ({ page }) => {
  await page.goto("/c/production/map?view=hologram&v=1");
  await expect(page.getByText("hologram")).toBeVisible();
});

test("the pod's page lists blocked before allowed, and the policies that select it", async ({ page }) => {
  await page.goto("/c/production/ns/default/pod/api-client?v=1");
  await expect(page.getByRole("heading", { level: 1 })).toContainText("api-client");
  const verdicts = await page.locator("[data-verdict]:visible").evaluateAll((found) => found.map((element) => element.getAttribute("data-verdict")));
  expect(verdicts.indexOf("deny")).toBeLessThan(verdicts.indexOf("allow") === -1 ? Infinity : verdicts.indexOf("allow"));
  await expect(page.getByRole("link", { name: "default-deny" }).first()).toBeVisible();
});

test("what does not exist is said, not broken", async ({ page }) => {
  for (const path of ["/c/nowhere/map", "/c/production/ns/default/pod/nobody", "/c/production/policies/default/none"]) {
    expect((await page.goto(path))?.status()).toBe(404);
    await expect(page.getByRole("main")).toBeVisible();
  }
});
