import type { Path, SourceObject } from "#lib/source/object.ts";
import { excerpt } from "./excerpt.ts";
import type { Lines } from "./lines.ts";
import { type Located, nearest } from "./located.ts";

/** A piece of a file that has been decoded as a whole. */
export interface Decoded {
  readonly file: string;
  readonly text: string;
  readonly lines: Lines;
}

/** The object, or those of a list, also of lists in lists. An item of a typed list has its kind and apiVersion from the list. */
export function* unwrap(value: unknown, root: Located, from: Decoded): Generator<SourceObject> {
  const items = itemsOf(value);
  if (items === undefined) {
    yield sourceObject(value, root, from);
    return;
  }
  for (const [index, item] of items.entries()) {
    yield* unwrap(typed(item, value), nearest(root, ["items", index]), from);
  }
}

function sourceObject(value: unknown, root: Located, { file, text, lines }: Decoded): SourceObject {
  return {
    value,
    file,
    lineOf: (path: Path) => lines.at(nearest(root, path).start),
    text: () => excerpt(text, root.start, root.end),
  };
}

/** A list's items; a kind that merely ends in "List", as our WatchList, has none. */
function itemsOf(value: unknown): readonly unknown[] | undefined {
  if (!isMap(value) || typeof value.kind !== "string" || !value.kind.endsWith("List")) return undefined;
  if (Array.isArray(value.items)) return value.items as readonly unknown[];
  return value.kind === "List" && (value.items ?? null) === null ? [] : undefined;
}

export function typed(item: unknown, list: unknown): unknown {
  if (!isMap(item) || !isMap(list) || item.kind !== undefined || item.apiVersion !== undefined) return item;
  if (typeof list.kind !== "string" || list.kind === "List") return item;
  return { apiVersion: list.apiVersion, kind: list.kind.slice(0, -"List".length), ...item };
}

export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
