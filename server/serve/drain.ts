import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { turnedAway } from "../entry/turnedaway.ts";
import type { Refusal } from "../guard.ts";
import { log } from "../log.ts";

/** In milliseconds. An orchestrator kills after 30 s, an impatient one after 10. */
export interface Patience {
  /** How long requests under way may take to finish. */
  readonly finish: number;
  /** How long what was written last may take to get away. */
  readonly farewell: number;
}
const PATIENCE: Patience = { finish: 8_000, farewell: 500 };

const STOPPING: Refusal = { code: "busy", message: "the dashboard is stopping: ask again in a moment" };
const RETRY_AFTER = { "retry-after": "5", connection: "close" } as const;

/** Counts the requests under way, so that a server that is told to stop lets them finish, and is gone in time all the same. */
export class Drain {
  readonly #running = new Map<ServerResponse, IncomingMessage>();
  readonly #empty = Promise.withResolvers<void>();
  #draining = false;

  /** Every request passes here first. @returns whether it may go on; refused ones are answered */
  admit(request: IncomingMessage, response: ServerResponse): boolean {
    if (this.#draining) {
      refuse(request, response);
      return false;
    }
    this.#running.set(response, request);
    response.once("close", () => {
      this.#running.delete(response);
      this.#look();
    });
    return true;
  }

  /** From now on whoever comes is refused; returns when all are answered or cut off, and the server is closed. */
  async drain(server: Server, patience: Patience = PATIENCE): Promise<void> {
    this.#draining = true;
    // Event streams end with the same signal by themselves.
    this.#look();
    await inTime(this.#empty.promise, patience.finish);
    const cut = this.#running.size;
    for (const [response, request] of this.#running) {
      if (response.headersSent) response.destroy();
      else refuse(request, response);
    }
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    await inTime(closed, patience.farewell);
    server.closeAllConnections();
    await closed;
    if (cut > 0) log("warn", "requests were cut off", { cut });
  }

  #look(): void {
    if (this.#draining && this.#running.size === 0) this.#empty.resolve();
  }
}

async function inTime(done: Promise<void>, milliseconds: number): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  await Promise.race([done, new Promise<void>((resolve) => (timer = setTimeout(resolve, milliseconds)))]);
  clearTimeout(timer);
}

/** Probes are told that this lives and takes no more; others when to come again. */
function refuse({ url = "" }: IncomingMessage, response: ServerResponse): void {
  const [pathname = ""] = url.split("?", 1);
  if (pathname === "/livez") return void response.writeHead(200, { ...PLAIN, connection: "close" }).end("ok\n");
  if (pathname === "/readyz") return void response.writeHead(503, { ...PLAIN, ...RETRY_AFTER }).end("not ready\n");
  void write(turnedAway(STOPPING, { pathname, search: "" }, new Headers()), response);
}

const PLAIN = { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store" } as const;

/** The connection ends with it, since what else was sent is not read. */
async function write(refused: Response, response: ServerResponse): Promise<void> {
  response.writeHead(refused.status, { ...Object.fromEntries(refused.headers), ...RETRY_AFTER });
  response.end(await refused.text());
}
