import type { SearchJson } from "#lib/api/search.ts";
import type { Context } from "#lib/check/context.ts";
import { type Entry, entriesOf } from "#lib/search/entries.ts";
import { type AskedSearch, search } from "#lib/search/search.ts";
import type { Seen } from "./views.ts";

/** Of each state, while somebody types: made for the first letter. */
const held = new WeakMap<Context, readonly Entry[]>();

export function searchView(asked: AskedSearch, seen: Seen): SearchJson {
  const { context } = seen.state;
  const entries = held.get(context) ?? entriesOf(context, seen.judged);
  held.set(context, entries);
  return search(asked, { entries, snapshot: context.snapshot, judged: seen.judged });
}
