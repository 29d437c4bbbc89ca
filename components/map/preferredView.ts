"use client";

import { useSyncExternalStore } from "react";
import { VIEWS, type View } from "#lib/url/state.ts";

const KEPT = "whydrop-view";
const listeners = new Set<() => void>();

/** What a browser's user always wants the map to open as, kept in that browser alone. */
export const usePreferredView = (): View | undefined => useSyncExternalStore(subscribe, kept, none);

export function preferView(view: View | undefined): void {
  try {
    if (view === undefined) localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, view);
  } catch {
    // A browser that keeps nothing has no wish.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function kept(): View | undefined {
  try {
    return VIEWS.find((view) => view === localStorage.getItem(KEPT));
  } catch {
    return undefined;
  }
}

const none = (): undefined => undefined;
