import type { ApiReply, Transport } from "#server/kubernetes/transport.ts";
import { BrokenConnection, suffer } from "./faults.ts";
import type { ApiServer } from "./server.ts";

/** Straight to the server, without sockets: what a connection's end looks like from the client's side is imitated. */
export function inProcess(server: ApiServer, { token }: { readonly token?: string } = {}): Transport {
  return {
    send: async ({ method, path, accept, body }, signal): Promise<ApiReply> => {
      signal.throwIfAborted();
      try {
        await connect(server, signal);
      } catch (error) {
        server.requests.push({ method, path, accept, user: undefined, at: server.time.monotonic(), status: 0 });
        throw error;
      }
      const headers = { ...(accept !== undefined && { accept }), ...(body !== undefined && { "content-type": "application/json" }) };
      const reply = await server.respond({ method, path, headers, ...(body !== undefined && { body }), token }, signal);
      return { ...reply, body: seen(reply.body, signal) };
    },
  };
}

/** To reset a connection that is about to be accepted is to refuse it. */
async function connect({ faults, time }: ApiServer, signal: AbortSignal): Promise<void> {
  for (const action of faults.take(({ kind }) => kind === "accept", undefined)) await suffer(action.kind === "rst" ? { kind: "fail", code: "ECONNREFUSED" } : action, time, signal);
  for (const action of faults.take(({ kind }) => kind === "tls", undefined)) await suffer(action.kind === "garbage" ? { kind: "fail", code: "EPROTO" } : action, time, signal);
}

/** After a FIN the body is over, cut off or not; after an RST it throws. A client that leaves is told so, wherever it was reading. */
async function* seen(body: AsyncIterable<Uint8Array>, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of body) {
      signal.throwIfAborted();
      yield chunk;
    }
  } catch (error) {
    signal.throwIfAborted();
    if (!(error instanceof BrokenConnection) || error.how !== "fin") throw error;
  }
  signal.throwIfAborted();
}
