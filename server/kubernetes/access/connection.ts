import type { Readable } from "node:stream";
import { request } from "undici";
import { version } from "../../version.ts";
import { ApiFault } from "../fault.ts";
import type { ApiReply, ApiRequest, Transport } from "../transport.ts";
import type { Access, Credentials } from "./access.ts";

/** The way to a real API server. Redirects are not followed, and nothing is decompressed that was not asked for. */
export class Connection implements Transport {
  readonly #access: Access;

  constructor(access: Access) {
    this.#access = access;
  }

  /** A refused credential is read anew once: a token that was rotated costs one call. */
  readonly send = async (asked: ApiRequest, signal: AbortSignal): Promise<ApiReply> => {
    const first = await this.#credentials();
    const reply = await this.#send(asked, first, signal);
    if (reply.status !== 401) return reply;
    await this.#access.forget(first);
    const second = await this.#credentials();
    if (second.headers["authorization"] === first.headers["authorization"] && second.dispatcher === first.dispatcher) return reply;
    await reply.body[Symbol.asyncIterator]().return?.();
    return this.#send(asked, second, signal);
  };

  /** What a plugin printed, or where a file lies, is nobody's business. */
  async #credentials(): Promise<Credentials> {
    try {
      return await this.#access.credentials();
    } catch {
      throw new ApiFault({ kind: "unreachable" }, "there are no credentials: a file of the kubeconfig cannot be read, or its plugin failed");
    }
  }

  async #send({ method, path, accept = "application/json", body }: ApiRequest, { dispatcher, headers }: Credentials, signal: AbortSignal): Promise<ApiReply> {
    const reply = await request(this.#access.server + path, {
      method, signal,
      ...(dispatcher && { dispatcher }),
      headers: { "user-agent": `whydrop/${version}`, accept, "accept-encoding": "identity", ...(body !== undefined && { "content-type": "application/json" }), ...headers },
      ...(body !== undefined && { body }),
      headersTimeout: 0,
      bodyTimeout: 0,
      ...ONE_CONNECTION_EACH,
    });
    return { status: reply.statusCode, headers: flat(reply.headers), body: leavable(reply.body) };
  }
}

/** Over HTTP/2 all watches would share one connection, and a request that is given up leaves it in use, dead or not. */
const ONE_CONNECTION_EACH = { allowH2: false };

/** A stream's own iterator lets go of it only once it has been read from; what nobody reads would hold its connection for ever. */
const leavable = (body: Readable): AsyncIterable<Uint8Array> => ({
  [Symbol.asyncIterator]: () => {
    const read = body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>;
    const leave = async (): Promise<IteratorResult<Uint8Array>> => {
      body.on("error", () => undefined).destroy();
      return { done: true, value: undefined };
    };
    return { next: () => read.next(), return: leave };
  },
});

const flat = (headers: Readonly<Record<string, string | readonly string[] | undefined>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : String(value)]));
