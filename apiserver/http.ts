import { once } from "node:events";
import { createServer as createPlain, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createSecure, type Server as SecureServer } from "node:https";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { BrokenConnection, suffer } from "./faults.ts";
import type { Reply } from "./reply.ts";
import type { ApiServer } from "./server.ts";
import { authority, type Certificate, serverCertificate } from "./tls.ts";

export interface ListenOptions {
  /** Any free one, where nothing is said. */
  readonly port?: number;
  readonly host?: string;
  /** `true` makes an authority and a certificate for the loopback names. */
  readonly tls?: true | (Certificate & { readonly ca: string });
}

export interface Listening {
  readonly url: string;
  readonly port: number;
  /** Of the authority that signed the server's certificate, in PEM. */
  readonly ca?: string;
  /** The connections that are open. */
  readonly sockets: ReadonlySet<Socket>;
  /** The certificate for connections from now on. */
  readonly present: (certificate: Certificate) => void;
  /** As when the process is killed: nobody listens, and what was open breaks. */
  readonly close: () => Promise<void>;
}

const LARGEST_BODY = 4 * 1024 * 1024;

/** Puts the server on a socket. Faults at `accept` and `tls` strike before a byte is read. */
export async function listen(api: ApiServer, { port = 0, host = "127.0.0.1", tls }: ListenOptions = {}): Promise<Listening> {
  const certificate = tls === true ? await ownCertificate() : tls;
  const sockets = new Set<Socket>();
  const answer = (request: IncomingMessage, response: ServerResponse): void => void converse(api, request, response, () => rawOf(sockets, response.socket));
  const speaker: Server | SecureServer = certificate ? createSecure({ ...certificate, requestTimeout: 0 }, answer) : createPlain({ requestTimeout: 0 }, answer);
  speaker.on("tlsClientError", (_: Error, socket: Socket) => socket.destroy());
  const door = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket)).on("error", () => undefined);
    void admit(api, socket, certificate !== undefined).then((admitted) => admitted && speaker.emit("connection", socket));
  });
  await once(door.listen(port, host), "listening");
  const { port: actual } = door.address() as AddressInfo;
  return {
    url: `http${certificate ? "s" : ""}://${host.includes(":") ? `[${host}]` : host}:${String(actual)}`,
    port: actual,
    ...(certificate && { ca: certificate.ca }),
    sockets,
    present: (next) => "setSecureContext" in speaker && speaker.setSecureContext(next),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      if (door.listening) await new Promise((closed) => door.close(closed));
    },
  };
}

async function ownCertificate(): Promise<Certificate & { readonly ca: string }> {
  const signer = await authority();
  return { ...(await serverCertificate(signer)), ca: signer.cert };
}

/** @returns whether the connection may begin to speak */
async function admit({ faults, time }: ApiServer, socket: Socket, secure: boolean): Promise<boolean> {
  const leaving = new AbortController();
  socket.on("close", () => leaving.abort());
  try {
    for (const kind of secure ? (["accept", "tls"] as const) : (["accept"] as const)) {
      for (const action of faults.take((point) => point.kind === kind, undefined)) {
        if (action.kind === "garbage") throw new BrokenConnection("garbage", { garbage: action.text });
        await suffer(action, time, leaving.signal);
      }
    }
    return true;
  } catch (error) {
    breakOff(socket, error);
    return false;
  }
}

async function converse(api: ApiServer, request: IncomingMessage, response: ServerResponse, raw: () => Socket | undefined): Promise<void> {
  const leaving = new AbortController();
  response.on("close", () => leaving.abort());
  try {
    const body = await bodyOf(request);
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    await send(response, await api.respond({ method: request.method ?? "GET", path: request.url ?? "/", headers, ...(body.length > 0 && { body }) }, leaving.signal));
  } catch (error) {
    breakOff(raw(), error);
  }
}

async function bodyOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BODY) throw new BrokenConnection("fin");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Each chunk leaves before the next is made: a slow client is felt, and a break comes after what went before it. */
async function send(response: ServerResponse, { status, headers, body }: Reply): Promise<void> {
  response.writeHead(status, headers);
  response.flushHeaders();
  for await (const chunk of body) await new Promise((written) => response.write(chunk, written));
  response.end();
}

/** The socket below TLS: only that can be reset. */
const rawOf = (sockets: ReadonlySet<Socket>, socket: Socket | null): Socket | undefined =>
  [...sockets].find(({ remotePort, remoteAddress }) => remotePort === socket?.remotePort && remoteAddress === socket?.remoteAddress);

function breakOff(socket: Socket | undefined, error: unknown): void {
  if (!(error instanceof BrokenConnection)) socket?.destroy();
  else if (error.how === "rst") socket?.resetAndDestroy();
  else {
    if (error.how === "garbage") socket?.write(error.garbage);
    socket?.destroySoon();
  }
}
