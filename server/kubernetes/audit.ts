import { type Entry, isOlder } from "./entry.ts";
import { list } from "./list.ts";
import type { Line } from "./request.ts";
import type { Resource } from "./resource.ts";

/** A copy that can be compared with the server. */
export interface Audited {
  readonly resource: Resource;
  readonly namespace: string;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly version: string | undefined;
}

/** Milliseconds to wait until the copy has heard of everything that the list knows, and between two looks. */
const PATIENCE = 90_000;
const LOOK = 1_000;

/**
 * Objects of which the copy is wrong for certain: a server, or something before it, lost an event. What may just be on its
 * way is not counted.
 *
 * @throws ApiFault
 */
export async function differences(line: Line, copy: Audited, signal: AbortSignal): Promise<readonly string[]> {
  const before = { version: copy.version, keys: new Set(copy.entries.keys()) };
  if (before.version === undefined) return [];
  const listed = await list(line, { resource: copy.resource, namespace: copy.namespace, notOlderThan: undefined, decode: () => ({ facts: [], problems: [] }), onlyMetadata: true, onPage: () => undefined }, signal);
  if (!(await hasReached(line, copy, listed.version, signal))) return [];

  const missing = [...listed.entries.values()].filter(({ key, version }) => !copy.entries.has(key) && !before.keys.has(key) && !isOlder(before.version ?? "", version));
  const wrong = [...copy.entries.values()].filter(({ key, uid, version }) => {
    const there = listed.entries.get(key);
    if (isOlder(listed.version, version)) return false;
    // An older one there is a rewritten history: as of the list's revision the copy's version had already been.
    return there === undefined || there.uid !== uid || isOlder(version, there.version) || isOlder(there.version, version);
  });
  return [...missing, ...wrong].map(({ key }) => key);
}

async function hasReached({ time }: Line, copy: Audited, version: string, signal: AbortSignal): Promise<boolean> {
  for (const end = time.monotonic() + PATIENCE; time.monotonic() < end; await time.sleep(LOOK, signal)) {
    if (copy.version === undefined) return false;
    if (!isOlder(copy.version, version)) return true;
  }
  return false;
}
