"use client";

import { causeText } from "#lib/describe/stamp.ts";
import { HEADLINES } from "#lib/describe/words.ts";
import { clockOf } from "#lib/describe/time.ts";
import { timelinePath } from "#lib/url/paths.ts";
import { around, rangeOf } from "#lib/url/window.ts";
import { useFlips } from "../api/queries.ts";
import { PageLink } from "../url/PageLink.tsx";
import styles from "./panel.module.css";

/** Since when a connection is blocked, and by which change, where that was within a day. */
export function Since({ cluster, sel, until }: { readonly cluster: string; readonly sel: string; readonly until: string }) {
  const { data } = useFlips(cluster, sel, rangeOf("24h", until));
  const [newest] = data?.revisions ?? [];
  const flip = newest?.flips.find(({ id }) => id === sel);
  if (newest === undefined || flip === undefined || flip.is === null) return null;
  return (
    <p className={styles.quiet}>
      {HEADLINES[flip.is]} since {clockOf(newest.at)}: <PageLink href={timelinePath(cluster, { sel, win: around(newest.at) }, newest.at)}>{causeText(newest)}</PageLink>
    </p>
  );
}
