import type { WatchedCheck } from "../facts.ts";
import { OWN_API } from "../ingest/strict.ts";
import { type Manifest, manifest, unless } from "./manifest.ts";

/** One list of them all: which stood in which nobody kept. */
export const writeWatchList = (checks: readonly WatchedCheck[], listName: string): Manifest =>
  manifest(OWN_API, "WatchList", { name: listName }, {
    spec: { checks: checks.map(({ name, from, to, port, protocol, expect }) => ({ name, from, to, port, protocol: unless("TCP", protocol), expect })) },
  });
