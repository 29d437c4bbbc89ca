import type { ClusterJson } from "#lib/api/graph.ts";
import { freshnessOf } from "#lib/describe/freshness.ts";
import { Menu } from "../parts/Menu.tsx";
import { KindTable } from "./KindTable.tsx";
import type { Link } from "./link.ts";
import styles from "./live.module.css";

/** How old the facts are: a quiet pill that turns to text when it matters. Of a live cluster it opens what is read. */
export function AgePill({ cluster, link, now }: { readonly cluster: Pick<ClusterJson, "asOf" | "kinds">; readonly link: Link["kind"]; readonly now: number }) {
  const { level, text, asOf } = freshnessOf(cluster, now);
  const pill = (
    <span className={styles.pill} data-link={link} data-level={level} title={cluster.kinds.length === 0 ? `Policies, pods and workloads as of ${asOf ?? ""}` : undefined}>
      <span className={styles.dot} aria-hidden="true" />
      <span>{text}</span>
    </span>
  );
  if (cluster.kinds.length === 0) return pill;
  return (
    <Menu end label={pill} className={styles.opener}>
      <KindTable kinds={cluster.kinds} now={now} />
    </Menu>
  );
}
