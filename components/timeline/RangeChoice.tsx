import { timelinePath } from "#lib/url/paths.ts";
import type { UrlState } from "#lib/url/state.ts";
import { WINDOWS } from "#lib/url/window.ts";
import { PageLink } from "../url/PageLink.tsx";
import styles from "./timeline.module.css";

const TITLES = { "1h": "1 hour", "24h": "24 hours", "7d": "7 days", "30d": "30 days", all: "All" } as const;

/** How far back; every range is a link. */
export function RangeChoice({ cluster, state }: { readonly cluster: string; readonly state: Pick<UrlState, "sel" | "win"> }) {
  return (
    <nav className={styles.ranges} aria-label="Range">
      {WINDOWS.map((win) => (
        <PageLink key={win} href={timelinePath(cluster, { ...state, win })} aria-current={win === state.win ? "true" : undefined}>
          {TITLES[win]}
        </PageLink>
      ))}
    </nav>
  );
}
