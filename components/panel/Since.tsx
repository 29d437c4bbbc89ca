"use client";

import { causeText } from "#lib/describe/stamp.ts";
import { HEADLINES } from "#lib/describe/words.ts";
import { momentAndAge } from "#lib/describe/moments.ts";
import { timelinePath } from "#lib/url/paths.ts";
import { around } from "#lib/url/window.ts";
import { useFlips } from "../api/queries.ts";
import { useNow } from "../live/LiveCluster.tsx";
import { PageLink } from "../url/PageLink.tsx";
import styles from "./panel.module.css";

/** Since when a connection is blocked, and by which change, where that is stored. @param until RFC 3339; undefined: now */
export function Since({ cluster, sel, until }: { readonly cluster: string; readonly sel: string; readonly until: string | undefined }) {
  const { data } = useFlips(cluster, sel, until);
  const { now } = useNow();
  const [newest] = data?.revisions ?? [];
  const flip = newest?.flips.find(({ id }) => id === sel);
  if (newest === undefined || flip === undefined || flip.is === null) return null;
  return (
    <p className={styles.quiet}>
      {HEADLINES[flip.is]} since {momentAndAge(newest.at, now)}: <PageLink href={timelinePath(cluster, { sel, win: around(newest.at) }, newest.at)}>{causeText(newest)}</PageLink>
    </p>
  );
}
