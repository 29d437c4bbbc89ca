import { z } from "zod";

/** Below the API's address: revisions of every cluster in one stream, because a browser has few connections for one server. */
export const EVENTS_PATH = "/events";

/** The data of an event named `revision` there. */
export const revisionSchema = z.object({ cluster: z.string().describe("id of the cluster"), revision: z.int().describe("its newest revision") });

/** Every event is told again after this many milliseconds, so that silence means that the connection is gone. */
export const EVENTS_REPEATED_MS = 15_000;
