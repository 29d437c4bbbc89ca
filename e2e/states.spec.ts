import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";

const CHECK = "/c/production/check?from=default/pod/api-client&port=443&proto=tcp&to=dns:api.stripe.com&v=1";
const SENTENCE = "Blocked by default deny: no rule allows TCP 443 to 203.0.113.4 (api.stripe.com)";
const PAGES = ["/c/production/map", CHECK, "/c/production/ns/default/pod/api-client", "/c/production/policies", "/c/production/policies/default/default-deny", "/c/broken-input/policies", "/c/no-policies/map",
  "/c/guardrail/map", "/c/guardrail/check?from=shop/deploy/search&to=dns:api.payments&port=443&proto=tcp&v=1", "/c/guardrail/ns/payments/deploy/api", "/c/calico-tiers/policies",
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

test("no policies: everything is open, and said calmly", async ({ page }) => {
  await page.goto("/c/no-policies/map");
  await expect(page.getByText("No network policies in this cluster.")).toBeVisible();
});
