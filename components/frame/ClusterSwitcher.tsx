import Link from "next/link";
import type { ClusterJson } from "#lib/api/graph.ts";
import { environmentWord } from "#lib/describe/environment.ts";
import { mapPath } from "#lib/url/paths.ts";
import { Menu } from "../parts/Menu.tsx";
import { ChevronIcon } from "../parts/icons.tsx";
import styles from "./frame.module.css";

export function ClusterSwitcher({ cluster, clusters }: { readonly cluster: ClusterJson; readonly clusters: readonly ClusterJson[] }) {
  const environment = environmentWord(cluster.name);
  const label = (
    <>
      <span className="unseen">Cluster: </span>
      {environment !== undefined && <span className={styles.environment}>{environment}</span>}
      <strong>{cluster.name}</strong>
      <span className={styles.place}>{[cluster.region, cluster.version].filter((part) => part !== null).join(" · ")}</span>
      <ChevronIcon size={14} />
    </>
  );
  return (
    <Menu label={label} className={styles.switcher}>
      <ul className={styles.clusters}>
        {clusters.map(({ id, title, summary }) => (
          <li key={id}>
            <Link href={mapPath(id)} aria-current={id === cluster.id || undefined}>
              <strong>{title}</strong>
              {summary !== null && <span>{summary}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </Menu>
  );
}
