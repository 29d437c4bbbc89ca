"use client";

import { useEffect, useRef, useState } from "react";

/** WCAG 2.2 1.4.13: it comes late, stays while it is pointed at, and goes with Escape. In ms. */
const COMES = 300;
const GOES = 220;

interface Hover {
  readonly id: string | undefined;
  readonly onHover: (id: string | undefined) => void;
  /** While the pointer is on what came, it stays. */
  readonly hold: () => void;
  readonly drop: () => void;
}

export function useHover(): Hover {
  const [id, setId] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useEffect(() => {
    if (id === undefined) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.stopImmediatePropagation();
      setId(undefined);
    };
    window.addEventListener("keydown", onKey, { capture: true });
    return () => window.removeEventListener("keydown", onKey, { capture: true });
  }, [id]);
  const later = (next: string | undefined, delay: number): void => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setId(next), delay);
  };
  return { id, onHover: (next) => later(next, next === undefined ? GOES : COMES), hold: () => clearTimeout(timer.current), drop: () => later(undefined, GOES) };
}
