import { type Entry, entryOf, isMap, isOlder, text } from "./entry.ts";
import { isStatus } from "./fault.ts";
import { type Line, requestJson } from "./request.ts";
import { type Resource, collectionPath } from "./resource.ts";

/** What was heard last of a kind: every change up to the revision, and the newest object that is held. */
export interface Heard {
  readonly resource: Resource;
  /** "" for the whole cluster. */
  readonly namespace: string;
  readonly version: string;
  readonly newest: Entry | undefined;
}

/** `gone`: the newest object is not there; unless its deletion is heard of now, it never was. */
export type Standing = "same" | "gone" | "another";

/**
 * Whether a server goes on with the history that was followed before the connection to it broke. One that was restored from
 * a backup takes a revision which it never had for one that is still to come, and a watch from there on stays silent.
 *
 * @throws ApiFault
 */
export async function standingOf(line: Line, { resource, namespace, version, newest }: Heard, signal: AbortSignal): Promise<Standing> {
  const [home = "", name = ""] = newest?.key.split("/") ?? [];
  const path = collectionPath(resource, home || namespace, { limit: "1", fieldSelector: newest && `metadata.name=${name}` });
  const answer = await requestJson(line, { method: "GET", path }, signal).catch((error: unknown) => {
    if (isStatus(error, 400)) return undefined;
    throw error;
  });
  if (answer === undefined) return "same";
  const { metadata, items } = answer;
  if (isMap(metadata) && isOlder(text(metadata["resourceVersion"]), version)) return "another";
  if (newest === undefined) return "same";
  const [first] = (Array.isArray(items) ? items : []) as readonly unknown[];
  if (first === undefined) return "gone";
  return isOlder(entryOf(first, resource, NOTHING).version, newest.version) ? "another" : "same";
}

const NOTHING = (): Entry["ingested"] => ({ facts: [], problems: [] });
