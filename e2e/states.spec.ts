import { readFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type Page, expect, test } from "@playwright/test";

const CHECK = "/c/production/check?from=default/pod/api-client&port=443&proto=tcp&to=dns:api.stripe.com&v=1";
const SENTENCE = "Blocked by default deny: no rule allows TCP 443 to 203.0.113.4 (api.stripe.com)";
const PAGES = ["/c/production/map", CHECK, "/c/production/ns/default/pod/api-client", "/c/production/policies", "/c/production/policies/default/default-deny", "/c/broken-input/policies", "/c/no-policies/map",
  "/c/guardrail/map", "/c/guardrail/check?from=shop/deploy/search&to=dns:api.payments&port=443&proto=tcp&v=1", "/c/guardrail/ns/payments/deploy/api", "/c/calico-tiers/policies",
  "/c/prod-use1/map", "/c/prod-use1/map?view=table&v=1", "/c/prod-use1/map?focus=default/deploy/api-client&sel=default/deploy/api-client&v=1", "/c/prod-use1/map?q=verdict:blocked+to:nobody&v=1", "/c/prod-use1/ns/default/deploy/api-client", "/c/prod-use1/policies", "/c/prod-use1/check?from=nobody&port=99999&proto=tcp&to=&v=1", "/c/prod-use1/map?compare=2026-04-16T02:13:40Z&v=1", "/c/nowhere/map",
  "/c/incident/timeline", "/c/incident/check?blame=1&from=default/deploy/notifier&port=443&proto=tcp&to=dns:hooks.slack.com&v=1", "/c/incident/map?at=2026-04-16T02:13:40Z&v=1", "/c/incident/policies?at=2026-04-16T02:13:40Z&v=1"];

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("sentence, figure, steps and trace are readable", async ({ page }) => {
    await page.goto(CHECK);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(SENTENCE);
    await expect(page.getByText("NO_RULE_ALLOWS", { exact: true })).toBeVisible();
    await expect(page.getByRole("region", { name: "Path" }).getByRole("img").first()).toBeVisible();
  });

  test("a policy's YAML has its lines, and a workload's page its folds", async ({ page }) => {
    await page.goto("/c/production/policies/default/default-deny");
    await expect(page.locator("#L44")).toContainText("to:");
    await page.goto("/c/production/ns/default/pod/api-client");
    await page.getByText("Policies that select this pod").click();
    await expect(page.getByText("it is the last policy that limits it")).toBeVisible();
  });

  test("the form asks and is answered", async ({ page }) => {
    await page.goto("/c/production/check");
    await page.getByLabel("From", { exact: true }).fill("default/api-client");
    await page.getByLabel("To", { exact: true }).fill("billing-db.data");
    await page.getByLabel("Port").fill("5432");
    await page.getByRole("button", { name: "Check", exact: true }).click();
    await expect(page.getByRole("heading", { level: 1 })).toContainText("Allowed: default-deny rule 1 allows TCP 5432");
  });
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const path of PAGES) {
    test(`${path} is accessible and keeps the content policy, ${colorScheme}`, async ({ page }) => {
      // What axe looks at is a thousand elements in some of them.
      test.slow();
      const reports: string[] = [];
      page.on("console", (message) => {
        if (/Content Security Policy|hydrat/i.test(message.text())) reports.push(message.text());
      });
      page.on("pageerror", (error) => reports.push(error.message));
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
      expect(reports).toEqual([]);
    });
  }
}

test("what opens over a page keeps the content policy: a menu, a sheet, an editor", async ({ page }) => {
  const reports: string[] = [];
  page.on("console", (message) => {
    if (/Content Security Policy/i.test(message.text())) reports.push(message.text());
  });
  await page.goto(CHECK);
  await page.getByRole("button", { name: "Copy", exact: true }).click();
  await expect(page.getByRole("menu")).toBeVisible();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Share" }).click();
  await expect(page.getByRole("dialog", { name: "Share" })).toBeVisible();
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  await page.keyboard.press("Escape");
  await page.goto("/c/production/policies/default/default-deny#L44");
  await expect(page.locator(".cm-line#L44")).toBeVisible();
  expect(reports).toEqual([]);
});

/** What axe finds, each with the elements it is about. */
async function found(page: Page): Promise<readonly string[]> {
  // Rows of the figure's card are 20 px high; their links stand beneath as well, in the trace (2.5.8, “Equivalent”).
  const { violations } = await new AxeBuilder({ page }).withTags(["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]).exclude("ul[aria-label='Rules of the card']").analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
}

for (const colorScheme of ["light", "dark"] as const) {
  for (const path of ["/c/prod-use1/map", "/c/prod-use1/map?view=table&v=1", CHECK, "/c/prod-use1/ns/default/deploy/api-client", "/c/prod-use1/policies"]) {
    test(`${path} is accessible and fits on a phone, ${colorScheme}`, async ({ page }) => {
      test.slow();
      await page.setViewportSize({ width: 390, height: 844 });
      await page.emulateMedia({ colorScheme });
      await page.goto(path);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      expect(await found(page)).toEqual([]);
      await expect.poll(() => sideways(page)).toBe(0);
    });
  }
}

/** How far a page can be moved sideways, px. */
const sideways = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** WCAG 2.2, 1.4.12. */
const SPACED = "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-block-end: 2em !important; }";

test("twice as large, or with more room between letters, nothing is lost", async ({ page }) => {
  test.slow();
  for (const path of [CHECK, "/c/prod-use1/ns/default/deploy/api-client", "/c/prod-use1/policies", "/c/prod-use1/map"]) {
    // 200 % of a screen 1280 px wide has half of its CSS px.
    await page.setViewportSize({ width: 640, height: 400 });
    await page.goto(path);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    expect([path, await sideways(page)]).toEqual([path, 0]);
    await page.setViewportSize({ width: 1280, height: 800 });
    // As a reader's own style sheet would, which no content policy touches.
    await page.evaluate((rules) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(rules);
      document.adoptedStyleSheets.push(sheet);
    }, SPACED);
    const cut = await page.evaluate(() => [...document.querySelectorAll<HTMLElement>("h1, h2, h3, p, button, dd, dt, label")].filter((one) => one.checkVisibility() && one.clientHeight > 1 && getComputedStyle(one).overflow === "hidden" && one.scrollHeight > one.clientHeight + 2).map((one) => one.outerHTML.slice(0, 120)));
    expect([path, cut]).toEqual([path, []]);
    expect([path, await sideways(page)]).toEqual([path, 0]);
  }
});

test("in forced colours dash, mark and words are there", async ({ page }) => {
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto(CHECK);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(SENTENCE);
  const figure = page.getByRole("region", { name: "Path" }).getByRole("img").first();
  const dashes = await figure.evaluate((svg) => [...svg.querySelectorAll("line, path")].filter((line) => getComputedStyle(line).strokeDasharray !== "none").map((line) => getComputedStyle(line).stroke));
  expect(dashes.length).toBeGreaterThan(0);
  expect(dashes).not.toContain("none");
  await expect(page.getByText("Blocked by default deny").first()).toBeVisible();
  expect(await found(page)).toEqual([]);
});

test("who wants less motion sees none", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("/c/prod-use1/map");
  await expect(page.getByTestId("map")).toHaveAttribute("data-ready", "true");
  const moving = await page.evaluate(() => [...document.querySelectorAll("*")].filter((one) => { const { transitionDuration, animationDuration } = getComputedStyle(one); return `${transitionDuration},${animationDuration}`.split(",").some((time) => parseFloat(time) > 0); }).map((one) => one.outerHTML.slice(0, 100)));
  expect(moving).toEqual([]);
});

test("on paper: the sentence, the figure, the trace and full links, black on white, and no controls", async ({ page }) => {
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.goto(CHECK);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(SENTENCE);
  await expect(page.getByRole("button")).toHaveCount(0);
  const paper = await page.evaluate(() => [document.body, document.querySelector("h1")].map((one) => one && getComputedStyle(one).color));
  const ground = await page.evaluate(() => [document.documentElement, document.body].map((one) => getComputedStyle(one).backgroundColor));
  expect(paper).toEqual(["rgb(0, 0, 0)", "rgb(0, 0, 0)"]);
  expect(ground).toContain("rgb(255, 255, 255)");
  expect(ground.every((colour) => colour === "rgb(255, 255, 255)" || colour === "rgba(0, 0, 0, 0)")).toBe(true);
  await expect(page.getByText("NO_RULE_ALLOWS", { exact: true }).first()).toBeVisible();
});

test("landmarks and skip links lead through a page", async ({ page }) => {
  await page.goto("/c/prod-use1/map?view=graph&v=1");
  await expect(page.getByTestId("map")).toHaveAttribute("data-ready", "true");
  for (const landmark of ["banner", "navigation", "main"] as const) await expect(page.getByRole(landmark)).toHaveCount(1);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Skip to the page" })).toBeFocused();
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: /^To blocked connections \(\d+\)$/ }).press("Enter");
  await expect(page.getByRole("treeitem", { name: /Blocked/ }).and(page.locator(":focus"))).toHaveCount(1);
  await page.getByRole("link", { name: "Skip map" }).press("Enter");
  await expect(page.locator("#after-map")).toBeFocused();
});

test("only a lost connection and a changed verdict interrupt", async ({ page }) => {
  await page.goto("/c/prod-use1/map");
  await expect(page.getByTestId("map")).toHaveAttribute("data-ready", "true");
  await expect(page.getByRole("alert").filter({ hasText: /./ })).toHaveCount(0);
  await expect(page.locator("[aria-live=assertive]:not(next-route-announcer *)").filter({ hasText: /./ })).toHaveCount(0);
});

test("the server is gone: said once, counted down, and the form says why it waits", async ({ page }) => {
  await page.route("**/events*", (route) => route.abort());
  await page.goto(CHECK);
  const lost = page.getByRole("region", { name: "Connection to the server" });
  await expect(lost.getByRole("alert")).toHaveText(/^Connection to the server lost \d\d:\d\d:\d\dZ\. Showing the last state\.$/);
  await expect(lost).toContainText(/Retrying (in \d+ s|now)\./);
  await expect(lost.getByRole("button", { name: "Now" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Check", exact: true })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Check", exact: true })).toHaveAccessibleDescription(/^Check waits: the connection to the server is lost\./);
  expect(await found(page)).toEqual([]);
});

test("the page that shows every state is for development only", async ({ page }) => {
  expect((await page.goto("/debug"))?.status()).toBe(404);
  expect(readFileSync(join(import.meta.dirname, "..", ".next", "app-path-routes-manifest.json"), "utf8")).not.toContain("debug");
});

test("no policies: everything is open, said calmly, and there is somewhere to go", async ({ page }) => {
  await page.goto("/c/no-policies/map");
  await expect(page.getByText("No network policies in this cluster. Every pod can reach everything.")).toBeVisible();
  await expect(page.getByRole("link", { name: "See open workloads" })).toHaveAttribute("href", /q=is:open/);
  await page.getByRole("link", { name: "Try the demo: api-client → Stripe" }).press("Enter");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(SENTENCE);
});
