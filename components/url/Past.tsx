"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { ageOf, clockOf } from "#lib/describe/time.ts";
import { momentOf } from "#lib/describe/moments.ts";
import { formatState } from "#lib/url/state.ts";
import { useNow } from "../live/LiveCluster.tsx";
import buttons from "../parts/button.module.css";
import { TimeIcon } from "../parts/icons.tsx";
import styles from "./past.module.css";
import { useUrlState } from "./useUrlState.ts";

const DAY = 86_400_000;

/** Stands above every page that shows a past state. */
export function Past() {
  const { state } = useUrlState();
  const path = usePathname();
  const { now } = useNow();
  const { at } = state;
  if (at === undefined) return null;
  return (
    <section className={styles.past} aria-label="Past state">
      <p className={styles.told}>
        <TimeIcon />{" "}
        <strong>
          As it was at <time dateTime={at}>{now - Date.parse(at) < DAY ? clockOf(at) : momentOf(at)}</time>, {ageOf(at, now)} ago.
        </strong>{" "}
        Evaluated again from stored history by today’s engine.
      </p>
      <Link className={buttons.button} href={path + formatState({ ...state, at: undefined })}>
        Show now
      </Link>
    </section>
  );
}
