import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { type APIRequestContext, expect, test } from "@playwright/test";
import { errorSchema } from "#lib/api/errors.ts";
import { ROUTES, writesOf } from "#server/entry/routes.ts";
import { listen } from "#server/serve/listen.ts";
import { request as bytes, sendRaw } from "#server/serve/raw.fixture.ts";
import { type Entered, startEntered } from "./entered.ts";

let server: Entered;
/** Another site: `localhost` is another one than `127.0.0.1`. */
let chat: Server;
let chatAddress: string;
test.beforeAll(async () => {
  server = await startEntered(["--public-url", "https://whydrop.example"]);
  chat = createServer((_, response) => response.setHeader("content-type", "text/html").end(`<a id="page" href="${server.address}${CHECK}">the incident</a><a id="enter" href="${enterAddress()}">the way in</a>`));
  chatAddress = `http://localhost:${String(await listen(chat, "127.0.0.1", { kind: "exactly", port: 0 }))}/`;
});
test.afterAll(async () => {
  chat.close();
  chat.closeAllConnections();
  await server.stop();
});

const CHECK = "/c/production/check?from=default/api-client&to=api.stripe.com&port=443";
const HEADLINE = "Blocked by default deny: no rule allows TCP 443 to 203.0.113.4 (api.stripe.com)";
const TITLE = "This page needs the entry code";
const enterAddress = (code = server.code): string => `${server.address}/enter?code=${code}`;

/** An address for each route, with names that exist. */
const EXAMPLE: Readonly<Record<string, string>> = { cluster: "production", ns: "default", kind: "pod", name: "api-client", id: "A".repeat(43), "...unknown": "nothing" };
const addressOf = (route: string): string => route.replace(/\[([^\]]+)\]/g, (_, name: string) => EXAMPLE[name] ?? "").replace("*", "nothing.js");

const get = (request: APIRequestContext, path: string, headers: Record<string, string> = {}) => request.get(server.address + path, { headers, maxRedirects: 0 });

for (const [route, access] of Object.entries(ROUTES)) {
  test(`S2: without the cookie ${route} is ${access === "open" ? "answered" : "not answered"}`, async ({ request }) => {
    for (const claimed of [{}, { "X-Forwarded-User": "admin", "X-Remote-Group": "system:masters", "Impersonate-User": "admin" }, { "x-middleware-subrequest": "proxy:proxy:proxy:proxy:proxy" }, { cookie: `whydrop-${String(server.port)}=${server.code}` }]) {
      const response = await get(request, addressOf(route), claimed);
      const body = await response.text();
      expect(body).not.toMatch(/production|api-client|stripe/);
      if (route === "/enter" || access === "entered") expect(response.status()).toBe(401);
      else expect([200, 404]).toContain(response.status());
      if (route.startsWith("/api/") || route === "/metrics") expect(errorSchema.parse(JSON.parse(body)).error.code).toBe("unauthorized");
    }
  });
}

test("with the cookie all of it is answered, and nothing but reading", async ({ request }) => {
  expect((await request.get(enterAddress())).ok()).toBe(true);
  for (const route of Object.keys(ROUTES).filter((one) => !/events|unknown|_next/.test(one))) {
    const query = route.endsWith("/workload") ? "?id=default/pod/api-client" : route.endsWith("/check") ? CHECK.slice(CHECK.indexOf("?")) : route.endsWith("/search") ? "?q=api" : "";
    const address = addressOf(route).replace("policies/default/api-client", "policies/default/default-deny");
    const status = (await get(request, address + query)).status();
    // Of what needs more than names, or has no such snapshot, nothing is there; some are only written to.
    expect(/\/(change|blame|rearrange|undo)$|\/s\/|\/snapshots(\/|$)/.test(route) ? [200, 400, 404, 405] : [200, 303, 307]).toContain(status);
    for (const method of ["post", "put", "patch", "delete"] as const) {
      const answered = (await request[method](server.address + address)).status();
      if (writesOf(address).includes(method.toUpperCase())) expect([400, 404, 415]).toContain(answered);
      else expect(answered).toBe(405);
    }
  }
});

test("the code becomes a cookie, and the address and what is sent on do not hold it", async ({ request }) => {
  const response = await get(request, `/enter?code=${server.code}`);
  expect(response.status()).toBe(303);
  const headers = response.headers();
  expect(headers["location"]).toBe("/");
  expect(headers["set-cookie"]).toMatch(new RegExp(`^whydrop-${String(server.port)}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`));
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect(headers["cache-control"]).toBe("no-store");
  expect(JSON.stringify(headers)).not.toContain(server.code);
});

test("a port of another program on this host does not get in the way", async ({ request }) => {
  const forwarded = { host: "localhost:8080" };
  const cookie = (await get(request, `/enter?code=${server.code}`, forwarded)).headers()["set-cookie"]?.split(";", 1)[0] ?? "";
  expect(cookie).toMatch(/^whydrop-8080=/);
  expect((await get(request, "/api/v1/clusters", { ...forwarded, cookie: `whydrop-3000=other; ${cookie}` })).status()).toBe(200);
  expect((await get(request, "/api/v1/clusters", { host: "localhost:8081", cookie })).status()).toBe(401);
});

test("a wrong code gets a constant page, and after ten of them the answer that there were too many", async ({ request }) => {
  const own = await startEntered();
  try {
    const answers = [];
    for (const code of ["", "wrong", "<b>", server.code, ...Array.from({ length: 10 }, (_, n) => `wrong${String(n)}`)]) {
      const response = await request.get(`${own.address}/enter?code=${encodeURIComponent(code)}`, { maxRedirects: 0 });
      answers.push({ status: response.status(), body: await response.text(), cookie: response.headers()["set-cookie"] });
    }
    expect(answers.map(({ status }) => status)).toEqual([...Array<number>(10).fill(401), ...Array<number>(4).fill(429)]);
    expect(new Set(answers.map(({ body }) => body)).size).toBe(2);
    expect(answers.filter(({ cookie }) => cookie !== undefined)).toEqual([]);
    expect((await request.get(`${own.address}/enter?code=${own.code}`, { maxRedirects: 0 })).status()).toBe(303);
    expect(own.written.filter((line) => line.includes("a wrong entry code was given"))).toHaveLength(10);
    expect(own.written.join("\n")).not.toContain(server.code);
  } finally {
    await own.stop();
  }
});

for (const javaScriptEnabled of [false, true]) {
  test.describe(javaScriptEnabled ? "with scripts" : "without scripts", () => {
    test.use({ javaScriptEnabled });

    test("the printed address leads in, and the code is nowhere afterwards", async ({ page, context }) => {
      await page.goto(enterAddress());
      await expect(page).toHaveURL(/\/c\/[^/]+\/map/);
      await page.goto(server.address + CHECK);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(HEADLINE);
      const cookies = await context.cookies(server.address);
      expect(cookies.map(({ name, httpOnly, sameSite, value }) => [name, httpOnly, sameSite, value === server.code])).toEqual([[`whydrop-${String(server.port)}`, true, "Strict", false]]);
    });

    test("a code that is pasted leads in too", async ({ page }) => {
      await page.goto(server.address + CHECK);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(TITLE);
      await page.getByLabel("Code").fill("wrong");
      await page.getByRole("button", { name: "Enter" }).click();
      await expect(page.getByRole("alert")).toContainText("not valid");
      await page.getByLabel("Code").fill(` ${server.code}`);
      await page.getByRole("button", { name: "Enter" }).click();
      await expect(page).toHaveURL(/\/c\/[^/]+\/map/);
    });

    test("a link in a chat works for those who have entered, also when the way in was one", async ({ page }) => {
      await page.goto(chatAddress);
      await page.locator("#enter").click();
      await expect(page).toHaveURL(/\/c\/[^/]+\/map/);
      await page.goto(chatAddress);
      await page.locator("#page").click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(HEADLINE);
      await expect(page).toHaveURL(/\/c\/production\/check\?/);
    });

    test("for others it ends at the page that asks for the code", async ({ page }) => {
      const asked: string[] = [];
      page.on("request", (request) => request.isNavigationRequest() && asked.push(new URL(request.url()).pathname));
      await page.goto(chatAddress);
      await page.locator("#page").click();
      await expect(page).toHaveURL(/\/enter\?to=/);
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(TITLE);
      expect(asked).toEqual(["/", "/c/production/check", "/enter"]);
    });
  });
}

test("the page that asks for the code is accessible and keeps its policy", async ({ page }) => {
  const reports: string[] = [];
  page.on("console", (message) => /Content Security Policy/i.test(message.text()) && reports.push(message.text()));
  await page.goto(server.address);
  await expect(page.getByLabel("Code")).toBeFocused();
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  expect(reports).toEqual([]);
});

test("links begin as configured, and that name is not answered all the same", async ({ request }) => {
  await request.get(enterAddress());
  const { slack } = (await (await request.get(`${server.address}/api/v1/clusters/production${CHECK.slice("/c/production".length)}`)).json()) as { slack: string };
  expect(slack).toContain("https://whydrop.example/c/production/check?");
  expect((await sendRaw(server.port, bytes("/livez", ["Host: whydrop.example"]))).status).toBe(421);
});

test("probes are answered where they are asked to be, with constant bodies, and nothing else", async () => {
  const free = createServer();
  const probes = await listen(free, "127.0.0.1", { kind: "exactly", port: 0 });
  await new Promise((closed) => free.close(closed));
  const own = await startEntered(["--health-listen", `127.0.0.1:${String(probes)}`]);
  try {
    const ask = async (path: string): Promise<readonly [number, boolean]> => {
      const { status, body } = await sendRaw(probes, bytes(path, ["Host: 10.244.0.7"]));
      return [status, /production|api-client/.test(body)];
    };
    await expect.poll(() => ask("/readyz"), { timeout: 60_000 }).toEqual([200, false]);
    expect([await ask("/livez"), await ask("/readyz"), await ask("/api/v1/clusters"), await ask(`/enter?code=${own.code}`)]).toEqual([[200, false], [200, false], [404, false], [404, false]]);
  } finally {
    await own.stop();
  }
});

test("the browser that is opened for us gets a code that is good once: others may read its arguments", async ({ request }) => {
  const folder = mkdtempSync(join(tmpdir(), "whydrop-open-"));
  for (const name of ["open", "xdg-open"]) writeFileSync(join(folder, name), `#!/bin/sh\nprintf %s "$1" > "${join(folder, "opened")}"\n`, { mode: 0o755 });
  const own = await startEntered(["--open"], { DISPLAY: ":0", PATH: `${folder}${delimiter}${process.env["PATH"] ?? ""}` });
  try {
    const opened = (): string => readFileSync(join(folder, "opened"), "utf8");
    await expect.poll(() => { try { return opened(); } catch { return ""; } }).toMatch(new RegExp(`^${own.address}/enter\\?code=[\\w-]{43}$`));
    expect(opened()).not.toContain(own.code);
    expect([(await request.get(opened(), { maxRedirects: 0 })).status(), (await request.get(opened(), { maxRedirects: 0 })).status()]).toEqual([303, 401]);
  } finally {
    await own.stop();
    rmSync(folder, { recursive: true });
  }
});

test("the cookie ends with the process", async ({ request }) => {
  const first = await startEntered();
  await request.get(`${first.address}/enter?code=${first.code}`);
  const cookie = (await request.storageState()).cookies.find(({ name }) => name === `whydrop-${String(first.port)}`)?.value ?? "";
  expect((await request.get(`${first.address}/api/v1/clusters`)).status()).toBe(200);
  await first.stop();
  const headers = { cookie: `whydrop-${String(server.port)}=${cookie}` };
  expect(cookie).toHaveLength(43);
  expect((await get(request, "/api/v1/clusters", headers)).status()).toBe(401);
  expect((await get(request, `/enter?code=${first.code}`, headers)).status()).toBe(401);
});
