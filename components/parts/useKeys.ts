"use client";

import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { bindKeys } from "./boundkeys.ts";

/** Where a person's wish not to have single keys is kept. */
const SWITCH = "whydrop-keys";

/** Single keys for the page; never while somebody types or a dialog or a menu is open, and never with a modifier that belongs to the browser. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys);
  useLayoutEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const act = isForPage(event) ? latest.current[event.key] : undefined;
      if (act === undefined) return;
      // A field that gets the focus by a key does not get the key as well.
      event.preventDefault();
      act();
    };
    document.addEventListener("keydown", onKey);
    const release = bindKeys(() => Object.keys(latest.current));
    return () => {
      release();
      document.removeEventListener("keydown", onKey);
    };
  }, []);
}

/** Names keys for the sheet that lists them. @param keys as a constant; @param within the part of the page in which they work, if it is one: as long as it is seen */
export function useNamedKeys(keys: readonly string[], within?: RefObject<Element | null>): void {
  useEffect(() => bindKeys(() => (within === undefined || within.current?.checkVisibility() === true ? keys : [])), [keys, within]);
}

/** Whether a key may do something on the page. */
export function isForPage(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
  if (event.key.length === 1 && !singleKeys()) return false;
  return !(event.target instanceof HTMLElement && (event.target.isContentEditable || event.target.closest("[role=dialog], [role=menu]") !== null || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)));
}

/** Whether letters do something by themselves. A browser that keeps nothing has them. */
export function singleKeys(): boolean {
  try {
    return localStorage.getItem(SWITCH) !== "off";
  } catch {
    return true;
  }
}

export function switchSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(SWITCH);
    else localStorage.setItem(SWITCH, "off");
  } catch {
    // Then it holds for nothing, as the box says when it is opened again.
  }
}
