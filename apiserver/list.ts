import { firstWhere } from "./halving.ts";
import type { ListOptions } from "./listoptions.ts";
import type { KubeObject } from "./object.ts";
import type { Quirks } from "./quirks.ts";
import type { Filter } from "./selectors.ts";
import { Refusal, tooLarge } from "./status.ts";
import { keyOf, type Store } from "./store.ts";

/** One page of a list. */
export interface Page {
  readonly objects: readonly KubeObject[];
  readonly revision: bigint;
  readonly continue?: string;
  /** Left out where a selector makes it unknown. */
  readonly remaining?: number;
}

interface Position {
  /** Undefined: whatever is newest, for who goes on with an expired list. */
  readonly revision: bigint | undefined;
  /** The key after which the page begins. */
  readonly after: string;
}

/** What is listed, and where. */
export interface ListScope {
  readonly store: Store;
  readonly resource: string;
  readonly namespace: string | undefined;
  readonly filter: Filter | undefined;
  readonly options: ListOptions;
  readonly quirks: Quirks;
}

/** @throws Refusal 410 for what is forgotten, 504 for what has not happened yet */
export function listPage(scope: ListScope): Page {
  const { store, resource, namespace, filter, options } = scope;
  const position = options.continue === "" ? { revision: startRevision(store, resource, options), after: "" } : continued(scope);
  const revision = position.revision ?? store.revision;
  const standing = store.allAt(resource, revision) ?? [];
  const all = namespace === undefined ? standing : standing.filter((object) => object.metadata.namespace === namespace);
  // A list "at any version" comes from the cache as a whole: its limit is ignored.
  const limit = options.continue === "" && options.resourceVersion === 0n ? undefined : options.limit;
  const first = position.after === "" ? 0 : firstWhere(all, (object) => keyOf(object) > position.after);
  const objects: KubeObject[] = [];
  let next = first;
  for (; next < all.length && objects.length < (limit ?? Infinity); next++) {
    const object = all[next];
    if (object && (filter?.(object) ?? true)) objects.push(object);
  }
  const last = all[next - 1];
  if (next >= all.length || last === undefined) return { objects, revision };
  const token = encode({ revision, after: keyOf(last) });
  return { objects, revision, continue: token, ...(filter === undefined && { remaining: all.length - next }) };
}

function startRevision(store: Store, resource: string, { resourceVersion, match, limit }: ListOptions): bigint | undefined {
  if (resourceVersion === undefined || resourceVersion === 0n) return undefined;
  if (resourceVersion > store.revision) throw tooLarge(resourceVersion, store.revision);
  // Without a match a limit makes it exact: the table "Semantics for get and list" of the API's concepts.
  const exact = match === "Exact" || (match === undefined && limit !== undefined);
  if (!exact) return undefined;
  if (resourceVersion < store.oldest(resource)) throw new Refusal("Expired", "The resourceVersion for the provided list is too old.");
  return resourceVersion;
}

const CONTINUE_EXPIRED =
  "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.";

function continued({ store, resource, options, quirks }: ListScope): Position {
  if (options.resourceVersion !== undefined && options.resourceVersion !== 0n) throw new Refusal("BadRequest", "specifying resource version is not allowed when using continue");
  const position = decode(options.continue);
  if (position === undefined) throw new Refusal("BadRequest", "continue key is not valid: it does not decode");
  if (position.revision === undefined) return position;
  // After a restore the token's revision lies ahead of the server.
  if (quirks.continueTokens === "kept" && position.revision >= store.oldest(resource) && position.revision <= store.revision) return position;
  throw new Refusal("Expired", CONTINUE_EXPIRED, { metadata: { continue: encode({ revision: undefined, after: position.after }) } });
}

const encode = ({ revision, after }: Position): string =>
  Buffer.from(JSON.stringify({ v: "meta.k8s.io/v1", rv: String(revision ?? -1), start: `${after}\0` })).toString("base64url");

function decode(token: string): Position | undefined {
  try {
    const { v, rv, start } = JSON.parse(Buffer.from(token, "base64url").toString()) as { v?: unknown; rv?: unknown; start?: unknown };
    if (v !== "meta.k8s.io/v1" || typeof rv !== "string" || typeof start !== "string" || !start.endsWith("\0")) return undefined;
    return { revision: rv === "-1" ? undefined : BigInt(rv), after: start.slice(0, -1) };
  } catch {
    return undefined;
  }
}
