"use client";

import { useSyncExternalStore } from "react";

/** Below this the picture is too small to be read. */
const QUERY = "(width < 900px)";

export const useNarrow = (): boolean => useSyncExternalStore(subscribe, () => window.matchMedia(QUERY).matches, () => false);

function subscribe(listener: () => void): () => void {
  const list = window.matchMedia(QUERY);
  list.addEventListener("change", listener);
  return () => list.removeEventListener("change", listener);
}
