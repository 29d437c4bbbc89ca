import { useSyncExternalStore } from "react";

export const DENSITIES = ["comfortable", "compact"] as const;
export type Density = (typeof DENSITIES)[number];

/** Height of a row of one line, px. */
export const ROW: Readonly<Record<Density, number>> = { comfortable: 40, compact: 28 };

const KEPT = "whydrop-density";
const listeners = new Set<() => void>();

/** How dense a person wants tables. It is theirs, so no link says it; a browser that keeps nothing has the comfortable one. */
export const useDensity = (): Density => useSyncExternalStore(subscribe, chosen, () => "comfortable");

export function chooseDensity(density: Density): void {
  try {
    if (density === "comfortable") localStorage.removeItem(KEPT);
    else localStorage.setItem(KEPT, density);
  } catch {
    // Then it stays as it is, as the control shows.
  }
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("storage", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("storage", listener);
  };
}

function chosen(): Density {
  try {
    return DENSITIES.find((density) => density === localStorage.getItem(KEPT)) ?? "comfortable";
  } catch {
    return "comfortable";
  }
}
