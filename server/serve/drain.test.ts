import { once } from "node:events";
import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { Drain } from "./drain.ts";
import { listen } from "./listen.ts";
import { request, sendRaw } from "./raw.fixture.ts";

const FOR_EVER = { finish: 2 ** 30, farewell: 2 ** 30 };
const NOT_AT_ALL = { finish: 0, farewell: 2 ** 30 };

let server: Server | undefined;
const sockets: Socket[] = [];
afterEach(() => {
  vi.restoreAllMocks();
  sockets.splice(0).forEach((socket) => socket.destroy());
  server?.closeAllConnections();
  server?.close();
});

interface Serving {
  readonly port: number;
  readonly drain: Drain;
  readonly server: Server;
  /** Requests that were let in, in their order; each is answered by the test. */
  readonly running: (readonly [IncomingMessage, ServerResponse])[];
  readonly comes: () => Promise<readonly [IncomingMessage, ServerResponse]>;
}

async function serving(): Promise<Serving> {
  const drain = new Drain();
  const running: (readonly [IncomingMessage, ServerResponse])[] = [];
  const waiting: ((one: readonly [IncomingMessage, ServerResponse]) => void)[] = [];
  const made = createServer((asked, response) => {
    if (!drain.admit(asked, response)) return;
    running.push([asked, response]);
    waiting.shift()?.([asked, response]);
  });
  server = made;
  const port = await listen(made, "127.0.0.1", { kind: "exactly", port: 0 });
  return { port, drain, server: made, running, comes: () => new Promise((resolve) => waiting.push(resolve)) };
}

const ask = (port: number, path = "/", method = "GET") => sendRaw(port, request(path, ["Host: 127.0.0.1"], method));

test("G11: writes under way finish, whatever comes meanwhile is refused, and then the server is closed", async () => {
  const { port, drain, server: made, comes } = await serving();
  const writes = [];
  const responses: ServerResponse[] = [];
  for (let n = 0; n < 10; n++) {
    const came = comes();
    writes.push(ask(port, "/write", "POST"));
    const [, response] = await came;
    responses.push(response);
  }
  const drained = drain.drain(made, FOR_EVER);
  const [ready, live, other] = [await ask(port, "/readyz?verbose"), await ask(port, "/livez"), await ask(port, "/api/v1/clusters", "POST")];
  expect([ready.status, ready.body, live.status, live.body]).toEqual([503, "not ready\n", 200, "ok\n"]);
  expect([other.status, other.headers["retry-after"], JSON.parse(other.body)]).toMatchObject([503, "5", { error: { code: "busy", message: "the dashboard is stopping: ask again in a moment" } }]);
  for (const response of responses) response.writeHead(201).end("written");
  expect((await Promise.all(writes)).map(({ status, body }) => `${String(status)} ${body}`)).toEqual(Array(10).fill("201 written"));
  await drained;
  expect(made.listening).toBe(false);
});

test("a write that does not finish in time gets 503, an answer that does not is cut off, and both are counted", async () => {
  const written: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => written.push(String(text)) > 0);
  const { port, drain, server: made, comes } = await serving();
  const first = comes();
  const write = ask(port, "/write", "POST");
  await first;
  const second = comes();
  const page = sendRaw(port, request("/page", ["Host: 127.0.0.1"]));
  const [, half] = await second;
  half.writeHead(200, { "content-length": "100" }).write("half");
  const drained = drain.drain(made, NOT_AT_ALL);
  expect(await write).toMatchObject({ status: 503, headers: { "retry-after": "5", connection: "close" } });
  expect((await page).body).toBe("half");
  await drained;
  expect(JSON.parse(written.join(""))).toMatchObject({ level: "warn", event: "requests were cut off", cut: "2" });
});

test("what comes too late for its 503 does no harm", async () => {
  const { port, drain, server: made, comes } = await serving();
  const came = comes();
  const write = ask(port, "/write", "POST");
  const [, response] = await came;
  const drained = drain.drain(made, NOT_AT_ALL);
  expect((await write).status).toBe(503);
  expect(() => response.end("late")).not.toThrow();
  await drained;
});

test("nothing under way: closed at once, though connections are kept open by others", async () => {
  const { port, drain, server: made, running } = await serving();
  const idle = connect(port, "127.0.0.1");
  sockets.push(idle);
  await once(idle, "connect");
  idle.write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
  await expect.poll(() => running.length, { timeout: 60_000 }).toBe(1);
  running[0]?.[1].end("ok");
  await once(idle, "data");
  await drain.drain(made, { finish: 2 ** 30, farewell: 0 });
  expect(made.listening).toBe(false);
});

test("a client that goes away is not waited for", async () => {
  const { port, drain, server: made, comes } = await serving();
  const came = comes();
  const client = connect(port, "127.0.0.1", () => client.write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"));
  sockets.push(client);
  await came;
  const drained = drain.drain(made, FOR_EVER);
  client.destroy();
  await drained;
});
