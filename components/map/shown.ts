import type { PlacedMap, Shown } from "#lib/api/map.ts";
import type { UrlState } from "#lib/url/state.ts";

type Chips = PlacedMap["chips"];
type Choice = Pick<UrlState, "show" | "hide">;

export const SHOWN_WORDS: Readonly<Record<Shown, string>> = { drops: "Drops", watched: "Watched", changes: "Changes", allowed: "Allowed", rules: "Allow rules", hubs: "Hubs" };

/** The address with one kind of edges switched. Who switches the last one off gets the usual ones back: an empty picture helps nobody. */
export function toggled(kind: Shown, chips: Chips, { show, hide }: Choice): Choice {
  const on = chips.find((chip) => chip.show === kind)?.on ?? false;
  if (!on) return hide.includes(kind) ? { show, hide: without(hide, kind) } : { show: including(show, kind), hide };
  if (chips.every((chip) => !chip.on || chip.show === kind)) return { show: [], hide: [] };
  return show.includes(kind) ? { show: without(show, kind), hide } : { show, hide: including(hide, kind) };
}

/** Drops alone, or where they are alone already the usual ones. */
export function dropsOnly(chips: Chips): Choice {
  const on = chips.filter((chip) => chip.on).map(({ show }) => show);
  if (on.length === 1 && on[0] === "drops") return { show: [], hide: [] };
  return { show: [], hide: chips.filter(({ show, on }) => show !== "drops" && on).map(({ show }) => show) };
}

const without = (kinds: readonly Shown[], kind: Shown): readonly Shown[] => kinds.filter((one) => one !== kind);
const including = (kinds: readonly Shown[], kind: Shown): readonly Shown[] => [...without(kinds, kind), kind].toSorted();
