import { type Server, createServer } from "node:http";
import { afterEach, expect, test } from "vitest";
import { answeredAsLasting, lasting } from "./lasting.ts";
import { listen } from "./serve/listen.ts";
import { request, sendRaw } from "./serve/raw.fixture.ts";

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

lasting("/here/{who}/now", {
  GET: async (asked, { params }) => {
    const { who = "" } = await params;
    if (who === "broken") throw new Error("nobody is told");
    return new Response(`${who} ${new URL(asked.url).search} ${asked.headers.get("last-event-id") ?? ""}`, { status: 203, headers: { "x-kind": "lasting" } });
  },
});

async function serving(): Promise<number> {
  server = createServer((asked, response) => {
    if (!answeredAsLasting(asked, response)) response.end("by somebody else");
  });
  return listen(server, "127.0.0.1", { kind: "exactly", port: 0 });
}

test("a route that lasts gets its parameters, query and headers, and its answer passes as it is", async () => {
  const port = await serving();
  expect(await sendRaw(port, request("/here/a.b-c_1/now?x=1", ["Host: 127.0.0.1", "Last-Event-ID: e-7"]))).toMatchObject({ status: 203, headers: { "x-kind": "lasting" }, body: "a.b-c_1 ?x=1 e-7" });
});

test.each([
  ["GET", "/here/a"],
  ["GET", "/here/a/now/more"],
  ["GET", "/there/a/now"],
  ["GET", "/here//now"],
  ["GET", "/here/a%2fb/now"],
  ["HEAD", "/here/a/now"],
  ["POST", "/here/a/now"],
])("%s %s is for others", async (method, path) => {
  const { status, headers } = await sendRaw(await serving(), request(path, ["Host: 127.0.0.1"], method));
  expect([status, headers["x-kind"]]).toEqual([200, undefined]);
});

test("a route that fails without an answer ends the connection, not the process", async () => {
  const port = await serving();
  expect(await sendRaw(port, request("/here/broken/now", ["Host: 127.0.0.1"]))).toMatchObject({ status: 0, body: "" });
  expect((await sendRaw(port, request("/here/a/now", ["Host: 127.0.0.1"]))).status).toBe(203);
});
