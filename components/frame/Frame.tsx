import type { ReactNode } from "react";
import type { ClusterJson } from "#lib/api/graph.ts";
import { mapPath } from "#lib/url/paths.ts";
import { DataAge } from "../live/DataAge.tsx";
import { LiveCluster, RefreshWhenOlder } from "../live/LiveCluster.tsx";
import { Strips } from "../live/Strips.tsx";
import { Printed } from "../parts/Printed.tsx";
import { Past } from "../url/Past.tsx";
import { PageLink } from "../url/PageLink.tsx";
import { ClusterSwitcher } from "./ClusterSwitcher.tsx";
import { CopyLink } from "./CopyLink.tsx";
import { KeySheet } from "./KeySheet.tsx";
import { Logo } from "./Logo.tsx";
import { ProblemsLink } from "./ProblemsLink.tsx";
import { Rail } from "./Rail.tsx";
import { Search } from "./Search.tsx";
import { Shortcuts } from "./Shortcuts.tsx";
import { ThemeToggle } from "./ThemeToggle.tsx";
import type { ThemeChoice } from "./themechoice.ts";
import styles from "./frame.module.css";

interface Props {
  readonly cluster: ClusterJson;
  readonly clusters: readonly ClusterJson[];
  readonly theme: ThemeChoice;
  /** RFC 3339. */
  readonly renderedAt: string;
  readonly children: ReactNode;
}

/** What stands around every page of a cluster. */
export function Frame({ cluster, clusters, theme, renderedAt, children }: Props) {
  const { id } = cluster;
  return (
    <LiveCluster key={id} cluster={cluster} renderedAt={renderedAt}>
      <RefreshWhenOlder cluster={cluster} />
      <Shortcuts cluster={id} />
      <a className="unseen skip" href="#main">
        Skip to the page
      </a>
      <header className={styles.bar}>
        <PageLink href={mapPath(id)} className={styles.logo} aria-label="Whydrop, map">
          <Logo />
        </PageLink>
        <ClusterSwitcher cluster={cluster} clusters={clusters} />
        <Search cluster={id} />
        <div className={styles.tools}>
          <ProblemsLink />
          <DataAge />
          <CopyLink />
          <KeySheet />
          <ThemeToggle initial={theme} />
        </div>
      </header>
      <Rail cluster={id} />
      <div className={styles.content}>
        <Strips />
        <Past />
        {children}
        <Printed />
      </div>
    </LiveCluster>
  );
}
