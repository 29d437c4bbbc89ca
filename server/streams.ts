import { BEAT_MS, LEASE_MS, RETRY_MS, type byeSchema, type streamSchema, within } from "#lib/api/events.ts";
import type { z } from "zod";
import { type Chance, systemChance } from "./chance.ts";
import { connectionNow } from "./connection.ts";
import { onShutdown } from "./shutdown.ts";
import { ViewError } from "./viewerror.ts";

const MOST_STREAMS = 1_000;
/** 256 KiB may wait for a client that does not read, of which Node holds 64; beyond it the client is let go, and comes again when it lives. */
const MOST_QUEUED = (256 - 64) * 1024;
/** How long the last event may wait for its client to read it. */
const FAREWELL_MS = 1_000;

/** One set for all of Next's copies of this module: by what names the stream, how it is prolonged. */
const KEY = Symbol.for("whydrop.streams");
const shared = globalThis as typeof globalThis & { [KEY]?: Map<string, () => void> };
const streams = (shared[KEY] ??= new Map());

/** Gets the events, made for all clients once, until the client or the process ends. @returns takes it back */
export type Subscribe = (send: (event: Uint8Array) => void) => () => void;

/** The connection ends with the stream: a client that is stuck would hold it. */
export const EVENT_HEADERS = { connection: "close", "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache, no-transform", "x-accel-buffering": "no" } as const;

/**
 * Server-sent events. The first names the stream; it ends when nobody has said for a while that it is read.
 *
 * @throws ViewError where too many are open
 */
export function eventStream(subscribe: Subscribe, client: AbortSignal, chance: Chance = systemChance): Response {
  if (streams.size >= MOST_STREAMS) throw new ViewError("busy", `${String(MOST_STREAMS)} pages are listening already: close some`);
  let end = (): void => undefined;
  const stream = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        end = open(controller, subscribe, { client, chance });
      },
      cancel: () => end(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_QUEUED }),
  );
  return new Response(stream, { headers: EVENT_HEADERS });
}

export const openStreams = (): number => streams.size;

/** Whoever holds this stream reads it. @throws ViewError where there is no such stream (any more) */
export function prolong(stream: string): void {
  const prolonged = streams.get(stream);
  if (prolonged === undefined) throw new ViewError("not_found", "there is no such stream, or it has ended: open another", "stream");
  prolonged();
}

/** An event as it goes over the wire. */
export const encoded = (name: string, value: unknown, id?: string): Uint8Array => encoder.encode(`${id === undefined ? "" : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(value)}\n\n`);
const encoder = new TextEncoder();
const BEAT = encoded("beat", {});

interface Circumstances {
  readonly client: AbortSignal;
  readonly chance: Chance;
}

/** @returns ends the stream, once */
function open(controller: ReadableStreamDefaultController<Uint8Array>, subscribe: Subscribe, { client, chance }: Circumstances): () => void {
  const name = chance.secret();
  const connection = connectionNow();
  const release: (() => void)[] = [];
  let ended = false;

  const end = (): void => {
    if (ended) return;
    ended = true;
    streams.delete(name);
    for (const undo of release) undo();
  };
  const close = (): void => {
    if (ended) return;
    end();
    controller.close();
  };
  // A broken stream waits for what is being written, and that is stuck.
  const drop = (): void => {
    controller.error(new Error("the client does not read"));
    connection?.destroy();
  };
  const send = (event: Uint8Array): void => {
    if (ended) return;
    controller.enqueue(event);
    if ((controller.desiredSize ?? 0) > 0) return;
    end();
    drop();
  };
  const retry = (): number => within(RETRY_MS, chance.fraction());
  /** Whoever reads gets the last event and a clean end; who does not, loses the connection. */
  const leave = (): void => {
    send(encoded("bye", { retry: retry() } satisfies z.input<typeof byeSchema>));
    if (ended) return;
    end();
    controller.close();
    setTimeout(() => connection?.writableFinished || drop(), FAREWELL_MS).unref();
  };

  const first = retry();
  const lease = setTimeout(leave, within(LEASE_MS, chance.fraction()));
  streams.set(name, () => void lease.refresh());
  const beat = setInterval(() => send(BEAT), BEAT_MS);
  release.push(() => clearTimeout(lease), () => clearInterval(beat), onShutdown(leave));
  send(encoder.encode(`retry: ${String(first)}\n`));
  send(encoded("stream", { stream: name, retry: first } satisfies z.input<typeof streamSchema>));
  release.push(subscribe(send));
  client.addEventListener("abort", close);
  release.push(() => client.removeEventListener("abort", close));
  if (client.aborted) close();
  return end;
}
