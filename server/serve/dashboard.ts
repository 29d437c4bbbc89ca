import { createServer } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import { answering } from "../connection.ts";
import { EXIT, Failure } from "../failure.ts";
import { answeredAsLasting } from "../lasting.ts";
import { log } from "../log.ts";
import { atDoor } from "./door.ts";
import { Drain } from "./drain.ts";
import { listen, type PortWish } from "./listen.ts";

/** What one request may cost before it is understood. */
const LIMITS = { maxHeaderSize: 16 * 1024, headersTimeout: 10_000, requestTimeout: 30_000, connectionsCheckingInterval: 5_000 } as const;
/** A connection on which nothing moves for so long is dead: an event stream that is read moves every 15 s. */
const SILENCE_MS = 60_000;
const betweenQuestionsMs = 25;
const patienceMs = 30_000;

export interface Dashboard {
  readonly address: string;
  readonly port: number;
  /** Lets requests finish, refuses others, and returns within 9 s. */
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
  const drain = new Drain();
  server.on("request", (request, response) => {
    if (!drain.admit(request, response) || !atDoor(request, response)) return;
    const failed = (error: unknown): void => {
      log("error", "a request failed", { error });
      response.destroy();
    };
    answering(response, () => answeredAsLasting(request, response) || void prepared.then(() => app.getRequestHandler()(request, response)).catch(failed));
  });
  await prepared;

  const address = `http://${host.includes(":") ? `[${host}]` : host}:${String(port)}`;
  await untilAnswered(`${address}/livez`);
  return { address, port, close: () => drain.drain(server) };
}

async function untilAnswered(url: string): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    await response?.body?.cancel();
    if (response?.ok) return;
    if (performance.now() > deadline) throw new Failure(EXIT.ours, `the dashboard does not answer on ${url}`);
    await pause(betweenQuestionsMs);
  }
}
