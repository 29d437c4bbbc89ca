import { createServer, type Server } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { EXIT, Failure } from "../failure.ts";
import { atDoor } from "./door.ts";
import { listen, type PortWish } from "./listen.ts";

/** What one request may cost before it is understood. */
const LIMITS = { maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 } as const;
/** A connection on which nothing moves for so long is dead: an event stream that is read moves every 15 s. */
const SILENCE_MS = 60_000;
const betweenQuestionsMs = 25;
const patienceMs = 30_000;
const farewellMs = 500;

export interface Dashboard {
  readonly address: string;
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** Serves the build below `root` in this process, and returns when it answers. */
export async function startDashboard(root: string, host: string, wish: PortWish): Promise<Dashboard> {
  const { default: next } = await import("next");
  const server = createServer(LIMITS);
  // Node drops the headers above a count without a word; their size is limited anyway.
  server.maxHeadersCount = 0;
  server.timeout = SILENCE_MS;
  const port = await listen(server, host, wish);
  const app = next({ dev: false, dir: root, hostname: host, port, quiet: true });
  const prepared = app.prepare();
  server.on("request", (request, response) => {
    if (atDoor(request, response)) void prepared.then(() => app.getRequestHandler()(request, response));
  });
  await prepared;

  const address = `http://${host.includes(":") ? `[${host}]` : host}:${String(port)}`;
  await answering(`${address}/livez`);
  return { address, port, close: () => closeServer(server) };
}

async function answering(url: string): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok) return;
    if (performance.now() > deadline) throw new Failure(EXIT.ours, `the dashboard does not answer on ${url}`);
    await pause(betweenQuestionsMs);
  }
}

/** Answers what was asked, then hangs up on whoever still listens: an event stream would never end by itself. */
async function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  const hangUp = setTimeout(() => server.closeAllConnections(), farewellMs);
  await closed;
  clearTimeout(hangUp);
}
