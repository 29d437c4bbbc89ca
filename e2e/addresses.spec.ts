import { type Page, expect, test } from "@playwright/test";

test.use({ permissions: ["clipboard-read", "clipboard-write"] });

const copied = (page: Page): Promise<string> => page.evaluate(() => navigator.clipboard.readText());
const parameters = (address: string): Readonly<Record<string, string>> => Object.fromEntries(new URL(address).searchParams);
const seen = async (page: Page): Promise<readonly (string | null)[]> => [
  await page.getByRole("heading", { level: 1 }).textContent(),
  await page.getByRole("main").getAttribute("data-view"),
  ...(await page.getByRole("columnheader").allTextContents()),
  ...(await page.locator("[data-show]").evaluateAll((chips) => chips.map((chip) => `${chip.getAttribute("data-show") ?? ""} ${chip.getAttribute("aria-pressed") ?? ""}`))),
];

/** Addresses that say as much as they can; `zoom` is another version's. */
const STATES = [
  "/c/prod-use1/map?cam=0.5,-120,40&hide=watched&ns=default,payments&open=default&show=hubs&v=1&view=split&zoom=3",
  "/c/prod-use1/map?cols=from,to,port,verdict&q=verdict:blocked&sort=-to&v=1&view=table",
  "/c/prod-use1/map?focus=default/deploy/api-client&sel=default/deploy/api-client&v=1&view=graph",
  "/c/prod-use1/check?from=default/deploy/api-client&port=443&to=dns:api.stripe.com&v=1",
  "/c/prod-use1/ns/default/deploy/api-client?sel=policy:default/default-deny&v=1",
  "/c/incident/timeline?v=1&win=7d",
  "/c/incident/map?at=2026-04-16T02:13:40Z&v=1&view=graph",
];

for (const address of STATES) {
  test(`${address} is kept, and another browser sees the same`, async ({ page, browser, baseURL }) => {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expect(page.locator("[data-link=live], [data-link=connecting]").or(page.getByRole("region", { name: "Past state" })).first()).toBeVisible();
    await expect.poll(() => parameters(page.url())).toMatchObject(parameters(new URL(address, baseURL).href));
    const theirs = await (await browser.newContext({ ...(baseURL !== undefined && { baseURL }) })).newPage();
    await theirs.goto(page.url());
    await expect.poll(() => seen(theirs)).toEqual(await seen(page));
    await theirs.context().close();
  });
}

test("an address that is replaced on the way to another page does not lose the way, and is there on the way back", async ({ page }) => {
  await page.goto("/c/prod-use1/map?view=table&v=1");
  const filter = page.getByRole("textbox", { name: "Filter the map" });
  await filter.fill("ns:payments");
  await expect(page).toHaveURL(/q=ns:payments/);
  const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
  await page.route(/\/policies\?.*_rsc=/, async (route) => {
    await held;
    await route.continue();
  });
  const sets = page.waitForRequest(/\/policies\?.*_rsc=/);
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Policies" }).press("Enter");
  await sets;
  await filter.fill("ns:payments verdict:blocked");
  await expect(page).toHaveURL(/verdict:blocked/);
  release(undefined);
  await expect(page).toHaveURL(/\/policies/);
  await page.goBack();
  await expect(page).toHaveURL(/\/map.*verdict:blocked/);
  await expect(filter).toHaveValue("ns:payments verdict:blocked");
});

test("after walking from page to page without loading one, the link that is copied is the page one is on", async ({ page }) => {
  await page.goto("/c/prod-use1/map?view=table&v=1");
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  const copyLink = async (): Promise<void> => {
    await page.getByRole("button", { name: "Copy link" }).press("Enter");
    await expect(page.getByRole("button", { name: "Copied" }).first()).toBeVisible();
    await expect.poll(() => copied(page)).toBe(page.url());
    await expect(page.getByRole("button", { name: "Copy link" })).toBeVisible();
  };
  await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Policies" }).press("Enter");
  await expect(page).toHaveURL(/\/policies/);
  await copyLink();
  await page.goBack();
  await expect(page).toHaveURL(/view=table/);
  await page.getByRole("grid").getByRole("link", { name: /^Check api-client to api\.stripe\.com/ }).press("Enter");
  await expect(page).toHaveURL(/\/check\?.*was=BLOCKED_DEFAULT/);
  await copyLink();
  await page.getByRole("button", { name: "Share" }).press("Enter");
  await page.getByRole("dialog", { name: "Share" }).getByRole("button", { name: /^Copy/ }).first().press("Enter");
  await expect.poll(() => copied(page)).toBe(page.url());
  await page.keyboard.press("Escape");
  await page.goBack();
  await expect(page).toHaveURL(/\/map/);
  await copyLink();
  expect(await page.evaluate(() => "stayed" in window)).toBe(true);
});
