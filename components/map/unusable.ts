import type { PlacedMap } from "#lib/api/map.ts";
import { selectionOf } from "#lib/url/selection.ts";
import type { Notice, UrlState } from "#lib/url/state.ts";
import { isPolicy } from "../panel/Panel.tsx";

/** Ids in the link of what is not there, because it is gone or was filtered away. */
export function unusable(map: PlacedMap, { sel, focus }: Pick<UrlState, "sel" | "focus">): readonly Notice[] {
  const isThere = (id: string): boolean =>
    map.nodes.some((node) => node.id === id) || map.boxes.some(({ namespace }) => id === `namespace:${namespace}`) || selectionOf(id) !== undefined || isPolicy(map, id);
  return [
    ...(sel !== undefined && !isThere(sel) ? [{ parameter: "sel", value: sel, expected: "on this map" }] : []),
    ...(focus !== undefined && !map.nodes.some(({ id }) => id === focus) ? [{ parameter: "focus", value: focus, expected: "on this map" }] : []),
  ];
}
