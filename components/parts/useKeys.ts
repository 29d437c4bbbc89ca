"use client";

import { useEffect, useLayoutEffect, useRef } from "react";

/** Single keys for the page; never while somebody types or a dialog is open, and never with a modifier that belongs to the browser. */
export function useKeys(keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys);
  useLayoutEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isTyping(event)) latest.current[event.key]?.();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}

/** Whether a key is none of the page's. */
export function isTyping(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return true;
  return event.target instanceof HTMLElement && (event.target.isContentEditable || event.target.closest("dialog") !== null || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName));
}
