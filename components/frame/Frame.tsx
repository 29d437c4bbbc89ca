import Link from "next/link";
import type { ReactNode } from "react";
import type { ClusterJson } from "#lib/api/graph.ts";
import { mapPath, problemsPath } from "#lib/url/paths.ts";
import { ConnectionLost, DataAge } from "../live/DataAge.tsx";
import { LiveCluster, RefreshWhenOlder } from "../live/LiveCluster.tsx";
import { WarningIcon } from "../parts/icons.tsx";
import { ClusterSwitcher } from "./ClusterSwitcher.tsx";
import { CopyLink } from "./CopyLink.tsx";
import { Logo } from "./Logo.tsx";
import { Rail } from "./Rail.tsx";
import { Search } from "./Search.tsx";
import { ThemeToggle } from "./ThemeToggle.tsx";
import type { ThemeChoice } from "./themechoice.ts";
import styles from "./frame.module.css";

/** What stands around every page of a cluster. */
export function Frame({ cluster, clusters, theme, children }: { readonly cluster: ClusterJson; readonly clusters: readonly ClusterJson[]; readonly theme: ThemeChoice; readonly children: ReactNode }) {
  const { id, asOf, problems, revision } = cluster;
  return (
    <LiveCluster key={id} cluster={id}>
      <RefreshWhenOlder revision={revision} />
      <a className="unseen skip" href="#main">
        Skip to the page
      </a>
      <header className={styles.bar}>
        <Link href={mapPath(id)} className={styles.logo} aria-label="Whydrop, map">
          <Logo />
        </Link>
        <ClusterSwitcher cluster={cluster} clusters={clusters} />
        <Search cluster={id} />
        <div className={styles.tools}>
          {problems > 0 && (
            <Link href={problemsPath(id)} className={styles.problems}>
              <WarningIcon size={14} /> {problems} {problems === 1 ? "problem" : "problems"}
            </Link>
          )}
          <DataAge asOf={asOf} />
          <CopyLink />
          <ThemeToggle initial={theme} />
        </div>
      </header>
      <Rail cluster={id} />
      <div className={styles.content}>
        <ConnectionLost />
        {children}
      </div>
    </LiveCluster>
  );
}
