import { useEffect, useState } from "react";

/** Milliseconds. */
export interface Clock {
  /** By the server's clock: the browser's may be wrong, and the server is who says since when. */
  readonly now: number;
  /** How far the server's clock is ahead of the browser's. */
  readonly ahead: number;
}

/** Ticks every second; before the page lives it stands where the server made it, so that both render the same. */
export function useClock(renderedAt: string): Clock {
  const [clock, setClock] = useState<Clock>({ now: Date.parse(renderedAt), ahead: 0 });
  useEffect(() => {
    const ahead = Date.parse(renderedAt) - Date.now();
    const timer = setInterval(() => setClock({ now: Date.now() + ahead, ahead }), 1_000);
    return () => clearInterval(timer);
  }, [renderedAt]);
  return clock;
}
