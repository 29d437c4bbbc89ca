import { z } from "zod";

/** Below the API's address: revisions of every cluster in one stream, because a browser has few connections for one server. */
export const EVENTS_PATH = "/events";

/** Below it: who holds a stream says there that it reads. */
export const ALIVE_PATH = `${EVENTS_PATH}/alive`;

/** The data of an event named `revision` there. */
export const revisionSchema = z.object({ cluster: z.string().describe("id of the cluster"), revision: z.int().describe("its newest revision") });

const retry = z.int().describe("how long to wait before the stream is opened again, in milliseconds; another for each client, so that not all come at a time");

/** The data of the first event, named `stream`. */
export const streamSchema = z.object({ stream: z.string().describe("names this stream to `/events/alive`, and is nobody else's"), retry });

/** The data of an event named `bye`, the last one. */
export const byeSchema = z.object({ retry });

/** An event named `beat` comes after so many milliseconds, so that silence means that the connection is gone. */
export const BEAT_MS = 15_000;

/** A stream whose client has not said for so many milliseconds that it reads is ended: what a client does not read, the kernels of both sides hide. */
export const LEASE_MS = { least: 50_000, most: 58_000 } as const;

/** A client that was told of nothing waits so long before it comes again, as the server would have told it, in milliseconds. */
export const RETRY_MS = { least: 1_000, most: 10_000 } as const;

export const aliveRequest = z.object({ stream: z.string().describe("as the first event of the stream names it") });

/** @param fraction from 0 to below 1 */
export const within = ({ least, most }: { readonly least: number; readonly most: number }, fraction: number): number => Math.round(least + (most - least) * fraction);
