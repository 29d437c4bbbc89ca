import { ApiFault } from "./fault.ts";
import { type Decode, type Entry, entryOf, isMap, text } from "./entry.ts";
import { type Line, requestJson } from "./request.ts";
import { type Resource, collectionPath } from "./resource.ts";

const PAGE = 500;
const METADATA = "application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io";

export interface Listed {
  readonly entries: ReadonlyMap<string, Entry>;
  /** The list's resourceVersion: a watch goes on from it. */
  readonly version: string;
}

export interface ListWish {
  readonly resource: Resource;
  readonly namespace: string;
  /** Not older than this; undefined: the newest there is. */
  readonly notOlderThan: string | undefined;
  readonly decode: Decode;
  /** Who the objects are, and nothing else of them. */
  readonly onlyMetadata?: boolean;
  /** @param remaining as the server estimates it */
  readonly onPage: (loaded: number, remaining: number | undefined) => void;
}

/**
 * All objects at one revision, read in pages. The server may forget a list between two pages: then it begins anew, and the
 * second time without pages. Pages of different revisions are never mixed.
 *
 * @throws ApiFault
 */
export async function list(line: Line, wish: ListWish, signal: AbortSignal): Promise<Listed> {
  for (const limit of [PAGE, PAGE]) {
    const listed = await pages(line, wish, limit, signal);
    if (listed !== "forgotten") return listed;
  }
  const whole = await pages(line, wish, undefined, signal);
  if (whole === "forgotten") throw new ApiFault({ kind: "garbled" }, "the API server cuts a list into pages that nobody asked for, and forgets them");
  return whole;
}

async function pages(line: Line, wish: ListWish, limit: number | undefined, signal: AbortSignal): Promise<Listed | "forgotten"> {
  const { resource, namespace, notOlderThan, decode, onPage } = wish;
  const entries = new Map<string, Entry>();
  let version: string | undefined;
  let next = "";
  do {
    const first = next === "";
    const path = collectionPath(resource, namespace, {
      limit: limit?.toString(),
      ...(first ? { resourceVersion: notOlderThan, resourceVersionMatch: notOlderThan === undefined ? undefined : "NotOlderThan" } : { continue: next }),
    });
    const page = await requestJson(line, { method: "GET", path, ...(wish.onlyMetadata && { accept: METADATA }) }, signal).catch((error: unknown) => {
      if (!first && error instanceof ApiFault && error.what.kind === "expired") return "forgotten" as const;
      throw error;
    });
    if (page === "forgotten") return page;
    const { items, metadata } = page;
    if (!isMap(metadata) || !(Array.isArray(items) || items === null) || !text(page["kind"]).endsWith("List")) throw new ApiFault({ kind: "garbled" }, `the API server's list of ${resource.resource} is none`);
    if (version !== undefined && text(metadata["resourceVersion"]) !== version) throw new ApiFault({ kind: "garbled" }, `the API server mixed two revisions in one list of ${resource.resource}`);
    version = text(metadata["resourceVersion"]);
    for (const item of (items ?? []) as readonly unknown[]) {
      const entry = entryOf(item, wish.onlyMetadata ? { ...resource, group: "meta.k8s.io", version: "v1", kind: "PartialObjectMetadata" } : resource, decode);
      entries.set(entry.key, entry);
    }
    const remaining = metadata["remainingItemCount"];
    onPage(entries.size, typeof remaining === "number" ? remaining : undefined);
    next = text(metadata["continue"]);
  } while (next !== "");
  return { entries, version };
}
