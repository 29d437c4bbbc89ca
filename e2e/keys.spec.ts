import { type Page, expect, test } from "@playwright/test";

const CHECK = "/c/prod-use1/check?from=default/deploy/api-client&port=443&proto=tcp&to=dns:api.stripe.com&v=1";
const EVERYWHERE = ["/", "Ctrl K", "g m", "g c", "g p", "g t", "l", "y", "?"];
const ARROWS = ["↑", "↓", "←", "→"];
const MAP = ["n", "N", "Enter", "Esc", "Space", "t", "d", "u", ...ARROWS];
const PICTURE = ["Tab", "e", "i", "r", "Ctrl Z", "+", "-", "0", "f"];

const sheet = (page: Page) => page.getByRole("dialog", { name: "Keys" });
const shiftless = (cap: string): string => cap.replace(/^Shift (?=N$)/, "");

async function listed(page: Page): Promise<readonly string[]> {
  await expect(async () => {
    await page.keyboard.press("?");
    await expect(sheet(page)).toBeVisible({ timeout: 500 });
  }).toPass();
  return (await sheet(page).getByRole("term").locator("kbd").allTextContents()).map(shiftless).toSorted();
}

test.describe("the sheet lists the keys that work on the page, and no other", () => {
  for (const { name, path, keys, ready } of [
    { name: "map", path: "/c/prod-use1/map?view=graph&v=1", keys: [...MAP, ...PICTURE], ready: "[data-ready=true]" },
    { name: "table", path: "/c/prod-use1/map?view=table&v=1", keys: [...MAP, "c", "Shift C"], ready: "[data-row]" },
    { name: "check", path: CHECK, keys: ["c", "Shift C", "Shift Y", "x"], ready: "h1" },
    { name: "workload", path: "/c/prod-use1/ns/default/deploy/api-client?v=1", keys: ["n", "N", "c", "Shift C"], ready: "h1" },
    { name: "policies", path: "/c/prod-use1/policies?v=1", keys: [], ready: "h1" },
    { name: "timeline", path: "/c/incident/timeline?v=1", keys: ["[", "]"], ready: "h1" },
  ]) {
    test(name, async ({ page }) => {
      await page.goto(path);
      await expect(page.locator(ready).first()).toBeVisible();
      expect(await listed(page)).toEqual([...EVERYWHERE, ...keys].toSorted());
    });
  }
});

test("single keys do nothing in a field, and nothing at all once they are switched off", async ({ page }) => {
  await page.goto(CHECK);
  await listed(page);
  await page.keyboard.press("Escape");
  await page.getByLabel("Port").focus();
  await page.keyboard.type("xy?/");
  await expect(page.getByLabel("Port")).toHaveValue(/xy\?\/$|^xy\?\//);
  await expect(sheet(page)).toBeHidden();
  await expect(page).toHaveURL(/from=default\/deploy\/api-client/);
  await page.getByRole("button", { name: "Keys" }).press("Enter");
  await sheet(page).getByLabel("Single keys work outside of fields").press("Space");
  await page.keyboard.press("Escape");
  for (const key of ["x", "y", "n", "g", "m", "/", "?"]) await page.keyboard.press(key);
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/\/check\?.*from=default\/deploy\/api-client/);
  await page.reload();
  await expect(page).not.toHaveURL(/[?&]at=/);
});

test("a sheet gives the focus back to what had it, also where one opens another", async ({ page }) => {
  await page.goto(CHECK);
  for (const name of ["Share", "Keys"]) {
    await page.getByRole("button", { name, exact: true }).press("Enter");
    await expect(page.getByRole("dialog", { name })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("dialog")).toHaveCount(0);
    await expect(page.getByRole("button", { name, exact: true })).toBeFocused();
  }
  const field = page.getByLabel("Port");
  await field.focus();
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("option", { name: /Shortcuts/ }).click();
  await expect(sheet(page)).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(field).toBeFocused();
});

test("g and a letter go to each page", async ({ page }) => {
  await page.goto(CHECK);
  await listed(page);
  await page.keyboard.press("Escape");
  for (const [letter, place] of [["p", "policies"], ["t", "timeline"], ["m", "map"], ["c", "check"]] as const) {
    await page.keyboard.press("g");
    await page.keyboard.press(letter);
    await expect(page).toHaveURL(new RegExp(`/c/prod-use1/${place}\\?`));
  }
});

test("n and N walk the blocked connections of the map, d shows them alone, t changes the view", async ({ page }) => {
  await page.goto("/c/prod-use1/map?view=graph&v=1");
  await listed(page);
  await page.keyboard.press("Escape");
  const selected = (): string | null => new URL(page.url()).searchParams.get("sel");
  await page.keyboard.press("n");
  await expect.poll(selected).not.toBeNull();
  const first = selected();
  await page.keyboard.press("n");
  await expect.poll(selected).not.toBe(first);
  await page.keyboard.press("N");
  await expect.poll(selected).toBe(first);
  await page.keyboard.press("Escape");
  await expect.poll(selected).toBeNull();
  await page.keyboard.press("d");
  await expect(page).toHaveURL(/hide=/);
  await page.keyboard.press("t");
  await expect(page).toHaveURL(/view=split/);
});
