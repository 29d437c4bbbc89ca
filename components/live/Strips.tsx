"use client";

import { isReading, readingText } from "#lib/describe/kindstates.ts";
import { ClusterStrips } from "./ClusterStrips.tsx";
import { ConnectionLost } from "./ConnectionLost.tsx";
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
      <Lost />
      <ClusterStrips cluster={cluster} now={useNow().now} />
      {!isMap && isReading(cluster.kinds) && (
        <section className={styles.strip} data-sort="reading" aria-label="What is being read">
          <p>{readingText(cluster.kinds)}</p>
        </section>
      )}
    </>
  );
}

function Lost() {
  const link = useLink();
  const { now, ahead } = useNow();
  return link.kind === "lost" ? <ConnectionLost since={link.since} retryAt={link.retryAt + ahead} now={now} onNow={revisions.retryNow} /> : null;
}
