import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { isIP } from "node:net";
import { EXIT, Failure } from "../failure.ts";
import { listen } from "./listen.ts";
import { shared } from "./ready.ts";

/** Kubelets ask with little; whoever else reaches the port gets no more. */
const LIMITS = { maxHeaderSize: 8 * 1024, headersTimeout: 5_000, requestTimeout: 5_000, connectionsCheckingInterval: 2_500 } as const;
const MOST_CONNECTIONS = 64;

export interface HealthAddress {
  readonly host: string;
  readonly port: number;
}

/** @throws Failure */
export function healthAddress(text: string | undefined): HealthAddress | undefined {
  if (text === undefined || text === "") return undefined;
  const [, bracketed, plain, digits = ""] = /^(?:\[([^\]]+)\]|([^:[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = plain === "localhost" ? "127.0.0.1" : (bracketed ?? plain ?? "");
  const port = Number(digits);
  if (isIP(host) === (bracketed === undefined ? 4 : 6) && port >= 1 && port <= 65_535) return { host, port };
  throw new Failure(EXIT.configuration, `\`${text}\` is no address for probes: it must be ADDRESS:PORT, such as 0.0.0.0:8081 or [::]:8081`);
}

/**
 * Answers probes where others can reach it, and nothing else: constant bodies, which tell nothing of a cluster.
 *
 * @param ready asked for one probe at a time; the others wait for the same answer
 * @throws Failure
 */
export async function startHealth({ host, port }: HealthAddress, ready: () => Promise<boolean>): Promise<number> {
  const askOnce = shared(ready);
  const server = createServer(LIMITS, (request, response) => void answer(request, response, askOnce));
  server.maxConnections = MOST_CONNECTIONS;
  // The dashboard decides how long the process lives.
  server.unref();
  return listen(server, host, { kind: "exactly", port }).catch(() => {
    throw new Failure(EXIT.configuration, `cannot answer probes on port ${String(port)} of ${host}: it is taken, or no address of this machine`);
  });
}

async function answer({ method, url }: IncomingMessage, response: ServerResponse, ready: () => Promise<boolean>): Promise<void> {
  const [status, body] = await probed(method === "GET" || method === "HEAD" ? url : undefined, ready);
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8", "cache-control": "no-store", connection: "close" });
  response.end(body);
}

async function probed(url: string | undefined, ready: () => Promise<boolean>): Promise<readonly [number, string]> {
  if (url === "/livez") return [200, "ok\n"];
  if (url === "/readyz") return (await ready()) ? [200, "ok\n"] : [503, "not ready\n"];
  return [404, "not found\n"];
}
