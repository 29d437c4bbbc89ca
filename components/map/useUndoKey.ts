"use client";

import { useEffect, useEffectEvent } from "react";
import { useNamedKeys } from "../parts/useKeys.ts";

const UNDO = ["Ctrl Z"];

/** ⌘Z and Ctrl Z outside of fields, where they undo what was typed. */
export function useUndoKey(undo: () => void): void {
  const latest = useEffectEvent(undo);
  useNamedKeys(UNDO);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey || event.defaultPrevented) return;
      if (event.target instanceof HTMLElement && (event.target.isContentEditable || event.target.closest("dialog,[role=dialog]") !== null || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName))) return;
      event.preventDefault();
      latest();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
