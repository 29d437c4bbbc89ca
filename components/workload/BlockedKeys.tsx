"use client";

import { useKeys } from "../parts/useKeys.ts";

/** `n` and `N` go to the next and to the previous blocked connection of the page: to its check, so that Enter opens it. */
export function BlockedKeys() {
  useKeys({ n: () => step(1), N: () => step(-1) });
  return null;
}

function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>("tr:is([data-verdict=deny], [data-verdict=partial]) a[data-check]")];
  const at = links.findIndex((link) => link === document.activeElement);
  const next = links[at === -1 ? (by === 1 ? 0 : links.length - 1) : (at + by + links.length) % links.length];
  next?.closest("details")?.setAttribute("open", "");
  next?.focus();
}
