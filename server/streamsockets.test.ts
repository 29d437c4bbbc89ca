import { once } from "node:events";
import { type ServerResponse, createServer } from "node:http";
import { connect, type Socket } from "node:net";
import { afterEach, expect, test } from "vitest";
import { answering } from "./connection.ts";
import { answeredAsLasting, lasting } from "./lasting.ts";
import { listen } from "./serve/listen.ts";
import { type Subscribe, encoded, eventStream, openStreams } from "./streams.ts";

const MINUTE = { timeout: 60_000 };
const STUCK = 20;
const READING = 10;
/** What Node may hold of an answer, beside what waits in its stream: 64 KiB, and the event that went over it. */
const MOST_HELD = (64 + 16) * 1024;

const sockets: Socket[] = [];
const ends: (() => void)[] = [];
afterEach(() => {
  sockets.splice(0).forEach((socket) => socket.destroy());
  ends.splice(0).forEach((end) => end());
});

/** Streams as `serve` answers them, and the answers to those who are stuck. */
async function serving(subscribe: Subscribe): Promise<{ readonly port: number; readonly responses: Set<ServerResponse> }> {
  const responses = new Set<ServerResponse>();
  lasting("/streams/{who}", { GET: async ({ signal }) => eventStream(subscribe, signal) });
  const server = createServer((request, response) => {
    if (request.url === "/streams/stuck") responses.add(response);
    response.once("close", () => responses.delete(response));
    answering(response, () => void answeredAsLasting(request, response));
  });
  ends.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: await listen(server, "127.0.0.1", { kind: "exactly", port: 0 }), responses };
}

function client(port: number, path: string): Socket {
  const socket = connect(port, "127.0.0.1", () => socket.write(`GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`));
  socket.on("error", () => undefined);
  sockets.push(socket);
  return socket;
}

test("F47: whoever does not read is let go with its connection when 256 KiB wait, over real sockets; the others hear every event", async () => {
  const listeners = new Set<Parameters<Subscribe>[0]>();
  const { port, responses } = await serving((send) => {
    listeners.add(send);
    return () => listeners.delete(send);
  });
  for (let n = 0; n < STUCK; n++) client(port, "/streams/stuck").pause();
  const heard = Array.from({ length: READING }, () => {
    let count = 0;
    let rest = "";
    const socket = client(port, "/streams/reading");
    socket.setEncoding("latin1").on("data", (piece: string) => {
      const events = (rest + piece).split("\n\n");
      rest = events.pop() ?? "";
      count += events.filter((event) => event.includes("event: revision")).length;
    });
    return { socket, count: () => count };
  });
  await expect.poll(openStreams, MINUTE).toBe(STUCK + READING);

  let most = 0;
  let sent = 0;
  // The kernels of both ends take some MiB for each before anything waits here.
  while (responses.size > 0 && sent < 4_000) {
    const event = encoded("revision", `${String(sent)} ${"x".repeat(15_000)}`);
    for (const send of listeners) send(event);
    sent += 1;
    most = Math.max(most, ...[...responses].map((response) => response.writableLength));
    if (sent % 8 === 0) await expect.poll(() => heard.every(({ count }) => count() > sent - 8), MINUTE).toBe(true);
  }
  expect([responses.size, listeners.size, openStreams()]).toEqual([0, READING, READING]);
  expect(most).toBeLessThan(MOST_HELD);
  await expect.poll(() => heard.map(({ count }) => count()), MINUTE).toEqual(Array(READING).fill(sent));

  const [first] = heard;
  first?.socket.destroy();
  await once(first?.socket ?? fail(), "close");
  await expect.poll(openStreams, MINUTE).toBe(READING - 1);
});

function fail(): never {
  throw new Error("nobody reads");
}
