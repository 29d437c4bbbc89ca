"use client";

import { useMemo, useSyncExternalStore } from "react";
import { INKS, type Ink, type Inks } from "#lib/figure/inks.ts";
import { useTheme } from "../../frame/theme.ts";

/** The colours of a page on which the system chooses them: dash, end and words tell what red and teal would have told. */
const SYSTEM: Partial<Record<Ink, string>> = { "muted": "GrayText", "line-strong": "GrayText", "line-soft": "GrayText", "kubernetes-soft": "GrayText", "blocked-thin": "GrayText", "focus": "Highlight" };
const GROUNDS: ReadonlySet<string> = new Set(["canvas", "surface", "cluster"]);
const FORCED = "(forced-colors: active)";

/** What the map is painted with: the theme's colours, or the system's own where they are forced. */
export function useInks(): Inks {
  const theme = useTheme();
  const isForced = useSyncExternalStore(subscribe, () => matchMedia(FORCED).matches, () => false);
  return useMemo(() => (isForced ? systemInks(theme === "light" ? INKS.light : INKS.dark) : INKS[theme]), [isForced, theme]);
}

function subscribe(listener: () => void): () => void {
  const media = matchMedia(FORCED);
  media.addEventListener("change", listener);
  return () => media.removeEventListener("change", listener);
}

function systemInks(inks: Inks): Inks {
  const probe = document.createElement("span");
  document.body.append(probe);
  const colourOf = (name: string): string => {
    probe.style.color = name;
    return hexOf(getComputedStyle(probe).color);
  };
  const chosen = (ink: string): string => (GROUNDS.has(ink) || ink.endsWith("-tint") ? "Canvas" : (SYSTEM[ink as Ink] ?? "CanvasText"));
  const all = Object.fromEntries(Object.keys(inks).map((ink) => [ink, colourOf(chosen(ink))])) as Record<Ink, string>;
  probe.remove();
  return all;
}

/** @param colour rgb(r, g, b), as computed styles have it */
const hexOf = (colour: string): string => `#${(colour.match(/\d+/g) ?? ["0", "0", "0"]).slice(0, 3).map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`;
