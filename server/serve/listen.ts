import type { Server } from "node:http";
import { EXIT, Failure } from "../failure.ts";

export type PortWish =
  | { readonly kind: "exactly"; readonly port: number }
  /** The port, or where it is taken the next free one. */
  | { readonly kind: "preferably"; readonly port: number };

const tried = 10;
const highestPort = 65_535;
const octet = /(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)/.source;
const loopbackIpv4 = new RegExp(`^127(?:\\.${octet}){3}$`);

/**
 * There is no login, so whoever reaches the port sees everything. Only plain spellings of a loopback address pass;
 * names other than `localhost` would mean what a resolver says.
 *
 * @throws Failure
 */
export function loopbackAddress(text: string): string {
  if (text === "localhost") return "127.0.0.1";
  if (text === "::1" || text === "[::1]") return "::1";
  if (loopbackIpv4.test(text)) return text;
  throw new Failure(EXIT.configuration, `refusing to listen on \`${text}\`: there is no login, so only a loopback address such as 127.0.0.1 or ::1 is accepted`);
}

/** @throws Failure */
export function portWish(text: string | undefined): PortWish {
  if (text === undefined || text === "") return { kind: "preferably", port: 3000 };
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Infinity;
  if (port > highestPort) throw new Failure(EXIT.configuration, `\`${text}\` is not a port: it must be a number from 0 to 65535, 0 for any free one`);
  return { kind: "exactly", port };
}

/**
 * Binds instead of asking first, so that no other program can come between.
 *
 * @returns the port
 * @throws Failure where the wish cannot be met
 */
export async function listen(server: Server, host: string, wish: PortWish): Promise<number> {
  for (const port of candidates(wish)) {
    const code = await bind(server, host, port);
    if (code === undefined) return boundPort(server);
    if (code === "EADDRINUSE") continue;
    throw new Failure(EXIT.configuration, `cannot listen on port ${String(port)} of ${host} (${code})`);
  }
  throw new Failure(EXIT.configuration, `port ${String(wish.port)} is taken by another program: choose another, or leave \`--port\` out`);
}

/** Port 0 asks the system for any free port. */
function candidates(wish: PortWish): readonly number[] {
  if (wish.kind === "exactly") return [wish.port];
  const neighbours = Array.from({ length: tried }, (_, offset) => wish.port + offset);
  return [...neighbours.filter((port) => port <= highestPort), 0];
}

/** @returns the error code, undefined where the server listens */
function bind(server: Server, host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException): void => {
      server.off("listening", bound);
      resolve(error.code ?? error.message);
    };
    const bound = (): void => {
      server.off("error", failed);
      resolve(undefined);
    };
    server.once("error", failed).once("listening", bound).listen(port, host);
  });
}

function boundPort(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return address.port;
}
