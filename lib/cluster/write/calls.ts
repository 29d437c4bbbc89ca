import type { FoundCall } from "../facts.ts";
import { MAX_URLS } from "../ingest/urls.ts";

/** Where the calls of a container stand in a manifest that we write. */
export const CALLS = "WHYDROP_CALLS";

/**
 * What was found to be called, in values of as many as are read of one: `tcp://db:5432,udp://stats:8125`. Written as URLs, which
 * tell the protocol too, and which count whatever the setting is called.
 */
export function callValues(calls: readonly FoundCall[]): readonly string[] {
  const urls = calls.map(({ host, port, protocol }) => `${protocol.toLowerCase()}://${host.includes(":") ? `[${host}]` : host}:${port}`);
  return Array.from({ length: Math.ceil(urls.length / MAX_URLS) }, (_, i) => urls.slice(i * MAX_URLS, (i + 1) * MAX_URLS).join(","));
}
