import { onShutdown } from "./shutdown.ts";
import { ViewError } from "./viewerror.ts";

const HEARTBEAT_MS = 15_000;
const MOST_STREAMS = 1_000;
/** What may wait for a client that does not read; beyond it the client is let go, and comes again when it lives. */
const MOST_QUEUED = 256 * 1024;

/** One count for all of Next's copies of this module. */
const KEY = Symbol.for("whydrop.streams");
const shared = globalThis as typeof globalThis & { [KEY]?: { open: number } };
const streams = (shared[KEY] ??= { open: 0 });

/** Gets the events, which end with the client or with the process. @returns takes it back */
export type Subscribe = (send: (event: string) => void) => () => void;

/** Server-sent events. @throws ViewError where too many are open */
export function eventStream(subscribe: Subscribe, client: AbortSignal): Response {
  if (streams.open >= MOST_STREAMS) throw new ViewError("busy", `${String(MOST_STREAMS)} pages are listening already: close some`);
  streams.open += 1;
  let end = (): void => undefined;
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        end = open(controller, subscribe, client);
      },
      cancel: () => end(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_QUEUED }),
  );
  return new Response(stream, { headers: EVENT_HEADERS });
}

export const EVENT_HEADERS = { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache, no-transform", "x-accel-buffering": "no" } as const;

/** @returns ends the stream, once */
function open(controller: ReadableStreamDefaultController<Uint8Array>, subscribe: Subscribe, client: AbortSignal): () => void {
  const encoder = new TextEncoder();
  const release: (() => void)[] = [];
  let ended = false;

  const end = (): void => {
    if (ended) return;
    ended = true;
    streams.open -= 1;
    for (const undo of release) undo();
  };
  const close = (): void => {
    if (ended) return;
    end();
    controller.close();
  };
  const send = (text: string): void => {
    if (ended) return;
    controller.enqueue(encoder.encode(text));
    if ((controller.desiredSize ?? 0) > 0) return;
    end();
    controller.error(new Error("the client does not read"));
  };

  send("retry: 2000\n\n");
  release.push(subscribe(send));
  const heartbeat = setInterval(() => send(": still here\n\n"), HEARTBEAT_MS);
  release.push(() => clearInterval(heartbeat), onShutdown(close));
  client.addEventListener("abort", close);
  release.push(() => client.removeEventListener("abort", close));
  if (client.aborted) close();
  return end;
}
