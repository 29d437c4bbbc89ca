"use client";

import { isReading, readingText } from "#lib/describe/kindstates.ts";
import { clockOf, countdown } from "#lib/describe/time.ts";
import { ClusterStrips } from "./ClusterStrips.tsx";
import { useCluster, useLink, useNow } from "./LiveCluster.tsx";
import { revisions } from "./revisions.ts";
import styles from "./strips.module.css";
import { useIsMap } from "./useIsMap.ts";

/** What everybody has to know before reading on. */
export function Strips() {
  const cluster = useCluster();
  const isMap = useIsMap();
  return (
    <>
      <ConnectionLost />
      <ClusterStrips cluster={cluster} now={useNow().now} />
      {!isMap && isReading(cluster.kinds) && (
        <section className={styles.strip} data-sort="reading" aria-label="What is being read">
          <p>{readingText(cluster.kinds)}</p>
        </section>
      )}
    </>
  );
}

/** The first thing on a page whose server is gone. */
function ConnectionLost() {
  const link = useLink();
  const { now, ahead } = useNow();
  if (link.kind !== "lost") return null;
  return (
    <section className={styles.strip} data-sort="lost" aria-label="Connection to the server">
      <p role="alert">Connection to the server lost {clockOf(new Date(link.since).toISOString())}. Showing the last state.</p>
      <p>Retrying {countdown(link.retryAt + ahead, now)}.</p>
      <button type="button" onClick={revisions.retryNow}>
        Now
      </button>
    </section>
  );
}
