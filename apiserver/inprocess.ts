import type { ApiReply, Transport } from "#server/kubernetes/transport.ts";
import type { ApiServer } from "./server.ts";

/** Straight to the server, without sockets: what a connection's end looks like from the client's side is imitated. */
export function inProcess(server: ApiServer, { token }: { readonly token?: string } = {}): Transport {
  return {
    send: async ({ method, path, accept, body }, signal): Promise<ApiReply> => {
      const headers = { ...(accept !== undefined && { accept }), ...(body !== undefined && { "content-type": "application/json" }) };
      const reply = await server.respond({ method, path, headers, ...(body !== undefined && { body }), token }, signal);
      return { ...reply, body: untilAborted(reply.body, signal) };
    },
  };
}

/** A client that leaves is told so, wherever it was reading. */
async function* untilAborted(body: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    signal.throwIfAborted();
    yield chunk;
  }
  signal.throwIfAborted();
}
