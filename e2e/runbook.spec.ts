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

test("the first page is the incident's map, with a red edge that the fix takes away", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto("/");
  await expect(page).toHaveURL(/\/c\/[^/]+\/map/);
  await page.goto("/c/production/map");
  await drawn(page);
  await expect(page.getByRole("region", { name: "Path" }).getByRole("img", { name: SENTENCE })).toBeVisible();
  // The path told above goes, and the picture has the room.
  await page.keyboard.press("Escape");
  await expect.poll(() => redPixels(page)).toBeGreaterThan(100);
  await page.goto("/c/production-fixed/map");
  await drawn(page);
  await expect.poll(() => redPixels(page)).toBeLessThan(100);
});

test("a click on the pod opens its blocked destinations with the reason", async ({ page }) => {
  await page.goto("/c/production/map");
  await drawn(page);
  const details = page.getByRole("complementary", { name: "Details" });
  // The ring of the keyboard's focus tells where on the picture the pod is.
  await page.getByRole("treeitem", { name: /^api-client/ }).focus();
  const ring = await page.getByTestId("map-ring").boundingBox();
  if (!ring) throw new Error("nothing has the ring");
  await page.mouse.click(ring.x + ring.width / 2, ring.y + ring.height / 2);
  await expect(details).toHaveAttribute("data-selected", POD);
  await expect(details).toContainText("it does not allow TCP 443 to 203.0.113.4");
  await expect(page).toHaveURL(/sel=default\/pod\/api-client/);
});

test("the keyboard finds the blocked connection, opens it, and closes it", async ({ page }) => {
  await page.goto("/c/production/map");
  await drawn(page);
  const tree = page.getByRole("tree", { name: "Map as a list" });
  await tree.getByRole("treeitem").first().focus();
  // A letter finds a name, e goes along what a workload calls, the worst first.
  await page.keyboard.press("a");
  await expect(tree.getByRole("treeitem", { name: /^api-client/ })).toBeFocused();
  await page.keyboard.press("e");
  await expect(tree.getByRole("treeitem", { name: /^To api.stripe.com: Blocked by default deny/ })).toBeFocused();
  await page.keyboard.press("Enter");
  const details = page.getByRole("complementary", { name: "Details" });
  await expect(details.getByRole("heading", { level: 2 })).toHaveText(SENTENCE);
  await expect(details.getByRole("listitem")).toHaveCount(3);
  await page.keyboard.press("Escape");
  await expect(details).toHaveCount(0);
  await expect(tree.getByRole("treeitem", { name: /^To api.stripe.com/ })).toBeFocused();
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

test("the workload's page tells what a policy's removal does, and marks the rows that it concerns", async ({ page }) => {
  await page.goto("/c/production/ns/default/pod/api-client?v=1");
  await page.getByText("Policies that select this pod").click();
  await expect(page.getByText("it is the last policy that limits it")).toBeVisible();
  await page.getByRole("button", { name: "Mark its rows" }).click();
  await expect(page).toHaveURL(/sel=policy:default\/default-deny/);
  await expect(page.locator("tr[data-lit]").first()).toContainText("api.stripe.com");
});

test("a pod that is gone leads to its workload, and says so", async ({ page }) => {
  const gone = await page.goto("/c/incident/ns/default/pod/notifier-7d9f8c6b5d-x2k4q?v=1");
  expect(gone?.status()).toBe(200);
  await expect(page).toHaveURL(/\/ns\/default\/deploy\/notifier\?pod=notifier-7d9f8c6b5d-x2k4q/);
  await expect(page.getByText("Pod notifier-7d9f8c6b5d-x2k4q is gone. Showing Deployment notifier.")).toBeVisible();
});

test("an error that is pasted into a field becomes the check", async ({ page }) => {
  await page.goto("/c/production/check");
  await page.getByLabel("From", { exact: true }).fill("default/api-client");
  await page.getByLabel("To", { exact: true }).fill("dial tcp 203.0.113.4:443: i/o timeout");
  await page.getByRole("button", { name: "Check", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Blocked by default deny: no rule allows TCP 443 to 203.0.113.4");
  await expect(page.getByLabel("Port")).toHaveValue("443");
});

test("what is missing is told at all fields at once", async ({ page }) => {
  await page.goto("/c/production/check");
  await page.getByRole("button", { name: "Check", exact: true }).click();
  for (const field of ["from", "to", "port"]) await expect(page.locator(`#${field}-problem`)).toBeVisible();
});

test("x asks the other way round", async ({ page }) => {
  await page.goto("/c/production/check?from=default/pod/api-client&port=5432&to=data/pod/billing-db-0&v=1");
  await expect(page).toHaveURL(/was=/);
  await page.keyboard.press("x");
  await expect(page.getByLabel("To", { exact: true })).toHaveValue("default/pod/api-client");
  await expect(page.getByLabel("From", { exact: true })).toHaveValue("data/pod/billing-db-0");
});

test("one key copies the answer for Slack, as rich text and as plain text; another as Markdown with the policies' YAML", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(CHECK);
  await expect(page).toHaveURL(/was=BLOCKED_DEFAULT/);
  await page.keyboard.press("c");
  await expect(page.getByRole("status").filter({ hasText: "For Slack copied" })).toHaveCount(1);
  const read = (type: string): Promise<string> => page.evaluate(async (wanted) => (await (await navigator.clipboard.read())[0]?.getType(wanted))?.text() ?? "", type);
  await expect.poll(() => read("text/plain")).toContain("*Blocked by default deny:* no rule allows TCP 443 to 203.0.113.4 (api.stripe.com)");
  await expect.poll(() => read("text/html")).toContain("<b>Blocked by default deny:</b>");
  await page.keyboard.press("Shift+C");
  await expect(page.getByRole("status").filter({ hasText: "Markdown copied" })).toHaveCount(1);
  await expect.poll(() => read("text/plain")).toContain("<summary>NetworkPolicy default/default-deny</summary>");
});

test("the menu copies a picture, and tells its alternative text", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(CHECK);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await page.getByRole("menuitem", { name: "Image (PNG)" }).click();
  await expect(page.getByRole("status").filter({ hasText: `Image (PNG) copied. Its alternative text: ${SENTENCE}` })).toHaveCount(1);
  const size = await page.evaluate(async () => (await (await navigator.clipboard.read())[0]?.getType("image/png"))?.size ?? 0);
  expect(size).toBeGreaterThan(10_000);
});

test("a rule of the figure's card leads to its line, by the keyboard too", async ({ page }) => {
  await page.goto(CHECK);
  await page.getByRole("link", { name: "allow → 10.0.0.0/8, line 44" }).first().focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/policies\/default\/default-deny.*#L44$/);
  await expect(page.locator("#L44")).toContainText("to:");
});

test("a phone has the figure upright, and no page scrolls sideways", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const path of [CHECK, "/c/production/ns/default/pod/api-client?v=1"]) {
    await page.goto(path);
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  }
  await page.goto(CHECK);
  const box = await page.getByRole("region", { name: "Path" }).locator("svg:visible").boundingBox();
  expect(box?.height ?? 0).toBeGreaterThan(box?.width ?? Infinity);
});

test("what does not exist is said, not broken", async ({ page }) => {
  for (const path of ["/c/nowhere/map", "/c/production/ns/default/pod/nobody", "/c/production/policies/default/none"]) {
    expect((await page.goto(path))?.status()).toBe(404);
    await expect(page.getByRole("main")).toBeVisible();
  }
});
