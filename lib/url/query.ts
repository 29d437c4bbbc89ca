/** Query strings by hand: `lib` has no DOM, and ids must stay readable (`default/deploy/api`, not `default%2Fdeploy%2Fapi`). */
export type Pair = readonly [name: string, value: string];

/** Pairs in their order of appearance; what is not well-formed is kept as it is written. */
export function parsePairs(search: string): readonly Pair[] {
  return search
    .replace(/^\?/, "")
    .split("&")
    .filter((part) => part !== "")
    .map((part) => {
      const cut = part.indexOf("=");
      return cut < 0 ? ([decode(part), ""] as const) : ([decode(part.slice(0, cut)), decode(part.slice(cut + 1))] as const);
    });
}

/** Sorted by name, so that equal states make equal links. Begins with `?`, or is empty. */
export function formatPairs(pairs: readonly Pair[]): string {
  const sorted = pairs.toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return sorted.length === 0 ? "" : `?${sorted.map(([name, value]) => `${encode(name)}=${encode(value)}`).join("&")}`;
}

/** Lone surrogates have no UTF-8; they come from damaged text only. */
export function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/%(2F|3A|2C|40)/g, (escaped) => decodeURIComponent(escaped));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return text;
  }
}
