import { stringify } from "yaml";
import type { JsonObject } from "./object.ts";

/** Structurally the reply that `server/kubernetes/transport.ts` passes on. */
export interface Reply {
  readonly status: number;
  /** In lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** A watch yields one event at a time. Throws `BrokenConnection` where a fault breaks it. */
  readonly body: AsyncIterable<Uint8Array>;
}

/** Bytes of a body that are passed on at a time. */
const PIECE = 16 * 1024;
const encoder = new TextEncoder();

export function textReply(status: number, type: string, text: string, headers: Readonly<Record<string, string>> = {}): Reply {
  const bytes = encoder.encode(text);
  return { status, headers: { "content-type": type, "content-length": String(bytes.length), ...headers }, body: pieces(bytes) };
}

export const jsonReply = (status: number, value: JsonObject, headers?: Readonly<Record<string, string>>): Reply => textReply(status, "application/json", `${JSON.stringify(value)}\n`, headers);

export const yamlReply = (status: number, value: JsonObject): Reply => textReply(status, "application/yaml", stringify(JSON.parse(JSON.stringify(value))));

/** One line of JSON for each, as it comes. */
export const streamReply = (values: AsyncIterable<JsonObject>): Reply => ({ status: 200, headers: { "content-type": "application/json", "transfer-encoding": "chunked" }, body: lines(values) });

async function* lines(values: AsyncIterable<JsonObject>): AsyncGenerator<Uint8Array> {
  for await (const value of values) yield encoder.encode(`${JSON.stringify(value)}\n`);
}

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += PIECE) yield bytes.subarray(from, from + PIECE);
}
