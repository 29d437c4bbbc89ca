import type { ConnectionJson } from "#lib/api/graph.ts";
import { type Column, ConnectionTable } from "../connections/ConnectionTable.tsx";
import { worstFirst } from "../connections/order.ts";
import { LOOKS, VERDICTS, VerdictSign } from "../verdict/Verdict.tsx";
import styles from "./workload.module.css";

/** The declared connections of one direction, grouped by verdict: blocked ones open, allowed ones folded. */
export function Connections({ cluster, title, connections, without, none }: { readonly cluster: string; readonly title: string; readonly connections: readonly ConnectionJson[]; readonly without: Column; readonly none: string }) {
  const groups = VERDICTS.map((verdict) => ({ verdict, members: worstFirst(connections.filter((connection) => connection.verdict === verdict)) })).filter(({ members }) => members.length > 0);
  return (
    <section className={styles.card}>
      <h2>{title}</h2>
      {groups.length === 0 && <p className={styles.empty}>{none}</p>}
      {groups.map(({ verdict, members }) => (
        <details key={verdict} open={verdict !== "allow" || groups.length === 1} data-verdict={verdict}>
          <summary>
            <VerdictSign verdict={verdict} /> {LOOKS[verdict].word} ({members.length})
          </summary>
          <ConnectionTable cluster={cluster} connections={members} caption={`${title}: ${LOOKS[verdict].many}`} without={without} />
        </details>
      ))}
    </section>
  );
}
