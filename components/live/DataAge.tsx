"use client";

import { useEffect, useState } from "react";
import { ageOf, clockOf } from "../parts/time.ts";
import { useLive } from "./LiveCluster.tsx";
import styles from "./live.module.css";

/** How old the facts are: a quiet pill that turns to text when it matters. */
export function DataAge({ asOf }: { readonly asOf: string }) {
  const { link } = useLive();
  const now = useNow(link.kind === "lost" ? 1_000 : 15_000);
  const age = now === undefined ? undefined : ageOf(asOf, now);
  return (
    <span className={styles.pill} data-link={link.kind} title={`Policies, pods and workloads as of ${asOf}`}>
      <span className={styles.dot} aria-hidden="true" />
      <span>
        <span className={styles.long}>Policies as of </span>
        <time dateTime={asOf}>{clockOf(asOf)}</time>
        {age !== undefined && ` (${age})`}
      </span>
    </span>
  );
}

/** The first thing on a page whose server is gone. */
export function ConnectionLost() {
  const { link, retryNow } = useLive();
  const now = useNow(1_000);
  if (link.kind !== "lost") return null;
  const wait = Math.max(0, Math.ceil((link.retryAt - (now ?? link.retryAt)) / 1_000));
  return (
    <div className={styles.lost}>
      <p role="alert">Connection to the server lost {clockOf(new Date(link.since).toISOString())}. Showing the last state.</p>
      <p>Retrying in {wait} s.</p>
      <button type="button" onClick={retryNow}>
        Now
      </button>
    </div>
  );
}

/** Undefined on the server and until the page lives, so that both render the same. */
function useNow(everyMs: number): number | undefined {
  const [now, setNow] = useState<number>();
  useEffect(() => {
    const tick = (): void => setNow(Date.now());
    const first = setTimeout(tick);
    const timer = setInterval(tick, everyMs);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [everyMs]);
  return now;
}
