import { NextRequest } from "next/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { proxy } from "../../proxy.ts";
import { HOST, restart, sessionOf, withSession } from "../entry/fixture.ts";
import { BLOCKED, making } from "../frozen/fixture.ts";
import { make } from "../frozen/make.ts";
import type { Database } from "../store/database.ts";
import { emptyStore, opened } from "../store/stores.fixture.ts";
import * as pictureRoute from "../../app/s/[id]/picture/route.ts";

const present = vi.hoisted((): { store: unknown } => ({ store: undefined }));
vi.mock("../clusters/runtime.ts", () => ({ runtime: async () => ({ clusters: [], store: present.store }) }));

let store: Database;
let id = "";
const clock = Date.parse("2026-04-16T02:14:00Z");
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: clock });
  store = opened(await emptyStore("sqlite"));
  present.store = store;
  ({ id } = await make(store, making({ now: clock })));
  Reflect.deleteProperty(globalThis, Symbol.for("whydrop.frozen.limits"));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  restart("open");
});

/** What a chat asks, which has no session. */
const unfurl = (link: string, headers: Readonly<Record<string, string>> = {}): Promise<Response> => proxy(new NextRequest(`http://${HOST}/s/${link}`, { headers: { host: HOST, "user-agent": "Slackbot-LinkExpanding 1.0", ...headers } }));
const picture = (address: string): Promise<Response> => {
  const url = new URL(address);
  const [, , link = ""] = url.pathname.split("/");
  return pictureRoute.GET(new Request(url, { headers: { host: HOST } }), { params: Promise.resolve({ id: link }) });
};
const tagsIn = (html: string): Readonly<Record<string, string>> => Object.fromEntries([...html.matchAll(/<meta property="([^"]+)" content="([^"]*)">/g)].map(([, property = "", content = ""]) => [property, content.replaceAll("&amp;", "&")]));
const other = "A".repeat(43);

function mode(unfurling: string): void {
  restart("required");
  vi.stubEnv("WHYDROP_UNFURL", unfurling);
}

test("S26: off, a chat gets the same page for every link, and it names nothing", async () => {
  mode("off");
  const [real, unknown] = await Promise.all([unfurl(id), unfurl(other)]);
  const [text, same] = await Promise.all([real.text(), unknown.text()]);
  expect([real.status, unknown.status]).toEqual([401, 401]);
  expect(text).toBe(same);
  expect(text).not.toMatch(/og:|api-client|stripe|default|production/i);
});

test("text: a chat is told the sentence, where and when, and nothing else of the document", async () => {
  mode("text");
  const response = await unfurl(id);
  const text = await response.text();
  expect([response.status, response.headers.get("x-robots-tag"), response.headers.get("cache-control")]).toEqual([200, "noindex, nofollow", "no-store"]);
  expect(tagsIn(text)).toEqual({
    "og:site_name": "Whydrop",
    "og:title": "Blocked by default deny: no rule allows TCP 443 to 203.0.113.4 (api.stripe.com)",
    "og:description": "default/api-client → dns:api.stripe.com:443/tcp · production · us-east-1 · v1.30 · frozen, true at 2026-04-16 02:13:40Z",
  });
  expect(text).not.toMatch(/podSelector|kube-dns/);
  expect(text).toContain("This page needs the entry code");
});

test("image: the picture's address is signed, names the document, and expires", async () => {
  mode("image");
  const address = tagsIn(await (await unfurl(id)).text())["og:image"] ?? "";
  const response = await picture(address);
  expect([response.status, response.headers.get("content-type")]).toEqual([200, "image/png"]);
  expect(Buffer.from(await response.arrayBuffer()).subarray(1, 4).toString()).toBe("PNG");

  const changed = (name: string, value: string): string => Object.assign(new URL(address), { search: new URLSearchParams({ ...Object.fromEntries(new URL(address).searchParams), [name]: value }).toString() }).href;
  for (const forged of [changed("signature", other), changed("until", String(clock + 1e12)), changed("hash", "0".repeat(64)), address.replace(id, other)]) {
    expect([(await picture(forged)).status, forged]).toEqual([404, forged]);
  }
  vi.setSystemTime(clock + 26 * 3_600_000);
  expect((await picture(address)).status).toBe(404);
});

test("image: a picture is gone with its link, and where the setting is another since", async () => {
  mode("image");
  const address = tagsIn(await (await unfurl(id)).text())["og:image"] ?? "";
  vi.stubEnv("WHYDROP_UNFURL", "text");
  expect((await picture(address)).status).toBe(401);
  vi.stubEnv("WHYDROP_UNFURL", "image");
  await store.query("UPDATE frozen SET revoked_at = $1", clock);
  expect((await picture(address)).status).toBe(404);
});

test.each(["text", "image"])("%s: whoever has entered sees the page, a link that opens nothing is told as ever, and other pages stay closed", async (unfurling) => {
  mode(unfurling);
  const session = sessionOf(restart("required"));
  expect((await unfurl(id, withSession(session))).headers.get("x-middleware-next")).toBe("1");
  const [missing, asEntered] = await Promise.all([unfurl(other), unfurl(other, withSession(session))]);
  expect([missing.status, await missing.text()]).toEqual([404, await asEntered.text()]);
  expect((await proxy(new NextRequest(`http://${HOST}/c/production/map`, { headers: { host: HOST } }))).status).toBe(401);
  expect((await unfurl(`${id}/more`)).status).toBe(401);
});

test("what a cluster is called cannot become markup", async () => {
  mode("text");
  const hostile = BLOCKED.replaceAll("production · us-east-1", `\\"><script>alert(1)</script>`);
  const { id: link } = await make(store, making({ content: hostile, now: clock }));
  const text = await (await unfurl(link)).text();
  expect(text).toContain("&lt;script&gt;");
  expect(text).not.toContain("<script>alert");
});
