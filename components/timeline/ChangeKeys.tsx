"use client";

import { useEffect } from "react";
import buttons from "../parts/button.module.css";
import { useKeys } from "../parts/useKeys.ts";
import { replaceAddress, wantedAddress } from "../url/underway.ts";
import styles from "./timeline.module.css";

/** `[` goes to the change before, `]` to the one after; the list is newest first. */
export function ChangeKeys() {
  useKeys({ "[": () => step(1), "]": () => step(-1) });
  useEffect(() => {
    // A link leads to its change also where that is folded away.
    const reveal = (): void => goTo(document.getElementById(named()));
    reveal();
    window.addEventListener("hashchange", reveal);
    return () => window.removeEventListener("hashchange", reveal);
  }, []);
  return (
    <div className={styles.keys} data-scripted>
      <button type="button" className={`${buttons.button} ${buttons.bare}`} onClick={() => step(1)}>
        <kbd>[</kbd> Change before
      </button>
      <button type="button" className={`${buttons.button} ${buttons.bare}`} onClick={() => step(-1)}>
        <kbd>]</kbd> Change after
      </button>
    </div>
  );
}

/** Where nothing is chosen yet, to the newest change. */
function step(by: 1 | -1): void {
  const cards = [...document.querySelectorAll<HTMLElement>("[data-change]")];
  const focused = document.activeElement?.closest("[data-change]");
  const at = cards.findIndex((card) => (focused === null || focused === undefined ? card.id === named() : card === focused));
  const next = cards[at === -1 ? 0 : Math.min(cards.length - 1, Math.max(0, at + by))];
  if (next === undefined) return;
  const { pathname, search } = wantedAddress();
  replaceAddress(`${pathname}${search}#${next.id}`);
  goTo(next);
}

const named = (): string => decodeURIComponent(window.location.hash.slice(1));

function goTo(card: HTMLElement | null): void {
  if (card === null || !card.matches("[data-change]")) return;
  card.closest("details")?.setAttribute("open", "");
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}
