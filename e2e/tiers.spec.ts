import { expect, test } from "@playwright/test";
import { ROUTES } from "#lib/api/routes.ts";

const PASSED_ON = "/c/guardrail/check?from=shop/deploy/search&to=dns:api.payments&port=443&proto=tcp&v=1";
const DENIED = "/c/guardrail/check?from=payments/deploy/api&to=ip:169.254.169.254&port=80&proto=tcp&v=1";
const ORDER = "Admin tier: owners-decide (priority 30) rule 1 passes → NetworkPolicy: isolated by default-deny and api; no rule allows → Baseline tier: not reached";

test("a check tells the tiers in order, in words and on the card", async ({ page }) => {
  await page.goto(PASSED_ON);
  await expect(page.getByRole("main").getByRole("paragraph").filter({ hasText: ORDER })).toBeVisible();
  const figure = page.getByRole("region", { name: "Path" }).getByRole("img").first();
  await expect(figure).toContainText(/Admin tier: .*NetworkPolicy: .*Baseline tier: not reached/s);
  const codes = await page.getByRole("listitem").filter({ hasText: /TIER_/ }).allInnerTexts();
  expect(codes.map((text) => /TIER_\w+/.exec(text)?.[0])).toEqual(["TIER_END", "TIER_PASSES", "TIER_END", "TIER_DENIES", "TIER_NONE"]);
});

test("a deny rule is named with its place in the order", async ({ page }) => {
  await page.goto(DENIED);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Blocked by a deny rule: no-metadata (priority 10) rule 1 of the Admin tier denies TCP 80 to 169.254.169.254");
  await page.getByRole("link", { name: /cluster\.yaml:/ }).filter({ hasText: ":" }).nth(1).click();
  await expect(page).toHaveURL(/\/policies\/_cluster\/no-metadata\?kind=ClusterNetworkPolicy/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("no-metadata");
});

test("the map and the list know which rule blocks", async ({ page }) => {
  await page.goto("/c/guardrail/map?view=table");
  const row = page.getByRole("row", { name: /169\.254\.169\.254/ });
  await expect(row).toContainText("Blocked by a deny rule");
  await row.getByRole("link", { name: "no-metadata" }).click();
  await expect(page).toHaveURL(/kind=ClusterNetworkPolicy/);
});

test("policies of every kind have a page; a draft says that nobody enforces it", async ({ page }) => {
  await page.goto("/c/calico-tiers/policies");
  await expect(page.getByRole("row", { name: /default\.no-data/ })).toContainText("staged: a draft that no engine enforces");
  await page.getByRole("link", { name: "security.outside" }).click();
  await expect(page.getByText("GlobalNetworkPolicy · tier security, order 10 · the whole cluster")).toBeVisible();
  await page.goto("/c/stripe-by-name-cilium/ns/default/pod/api-client");
  await page.getByRole("list", { name: "Limits" }).getByRole("link", { name: "billing-egress" }).click();
  await expect(page.getByText("CiliumNetworkPolicy · default")).toBeVisible();
  await expect(page.getByRole("region", { name: /Egress/ })).toContainText("allow → api.stripe.com · tcp 443");
});

test("what blocks is the tier that decides, not every policy that limits", async ({ request }) => {
  const { rows } = ROUTES.connections.reply.parse(await (await request.get("/api/v1/clusters/calico-tiers/connections?q=verdict:blocked")).json());
  expect(rows.map(({ to, blockedBy }) => ({ to, blockedBy }))).toEqual([{ to: "dns:hooks.slack.com", blockedBy: ["GlobalNetworkPolicy:security.outside"] }]);
  const { policies } = ROUTES.policies.reply.parse(await (await request.get("/api/v1/clusters/calico-tiers/policies")).json());
  expect(policies.filter(({ status }) => status === "evaluated").map(({ tier, name }) => `${tier}: ${name}`).toSorted()).toEqual([
    "tier default, order 1000: default-deny", "tier default, order 10: default.debug-bypass", "tier platform, order 10: platform.dns", "tier security, order 10: security.outside",
  ].toSorted());
});
