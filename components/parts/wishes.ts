"use client";

import { useEffect, useLayoutEffect, useRef } from "react";

/** What one part of a page can ask of another: the sheet of keys, the form that freezes the answer. */
export type Wish = "keys" | "freeze";

const granters = new Map<Wish, () => void>();
let waiting: Wish | undefined;

/** Does it where it can be done now, else once a page shows that can; a later wish takes its place. */
export function wish(wanted: Wish): void {
  const grant = granters.get(wanted);
  waiting = grant === undefined ? wanted : undefined;
  grant?.();
}

/** Grants a wish as long as this is shown. */
export function useWish(granted: Wish, act: () => void): void {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    granters.set(granted, () => latest.current());
    if (waiting === granted) wish(granted);
    return () => {
      granters.delete(granted);
    };
  }, [granted]);
}
