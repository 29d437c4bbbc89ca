"use client";

import { useSyncExternalStore } from "react";
import type { Theme } from "#lib/figure/inks.ts";
import { THEME_COOKIE, type ThemeChoice, themeChoice } from "./themechoice.ts";

/** The theme that the page is drawn in now, whoever decided it. */
export function useTheme(): Theme {
  return useSyncExternalStore(subscribe, current, () => "light");
}

/** What was chosen, wherever that was done. @param initial as the server read it */
export function useThemeChoice(initial: ThemeChoice): ThemeChoice {
  return useSyncExternalStore(subscribe, () => themeChoice(document.documentElement.dataset["theme"]), () => initial);
}

/** At once, and for the next page too. */
export function applyTheme(choice: ThemeChoice): void {
  document.cookie = `${THEME_COOKIE}=${choice}; path=/; max-age=31536000; samesite=strict`;
  if (choice === "system") delete document.documentElement.dataset["theme"];
  else document.documentElement.dataset["theme"] = choice;
}

function current(): Theme {
  const chosen = document.documentElement.dataset["theme"];
  if (chosen === "light" || chosen === "dark") return chosen;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

function subscribe(listener: () => void): () => void {
  const media = matchMedia("(prefers-color-scheme: dark)");
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  media.addEventListener("change", listener);
  return () => {
    observer.disconnect();
    media.removeEventListener("change", listener);
  };
}
