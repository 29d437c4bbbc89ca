import type { ConnectionJson } from "#lib/api/graph.ts";
import type { Column } from "#lib/api/connections.ts";
import { ConnectionTable } from "../connections/ConnectionTable.tsx";
import page from "../parts/page.module.css";
import { LOOKS, VERDICTS, VerdictSign } from "../verdict/Verdict.tsx";
import styles from "./workload.module.css";

/** Connections of a workload: first those that need reading, each with its sentence, then all as a table. */
export function Destinations({ title, cluster, connections, end }: { readonly title: string; readonly cluster: string; readonly connections: readonly ConnectionJson[]; readonly end: Column }) {
  if (connections.length === 0) return null;
  return (
    <section className={page.card} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span className={styles.counts}>
          {VERDICTS.map((verdict) => {
            const number = connections.filter((connection) => connection.verdict === verdict).length;
            return (
              number > 0 && (
                <span key={verdict} className={LOOKS[verdict].look}>
                  {number} {LOOKS[verdict].many}
                </span>
              )
            );
          })}
        </span>
      </header>
      <ul className={styles.reasons}>
        {connections
          .filter(({ verdict }) => verdict !== "allow")
          .map(({ id, verdict, code, reason, symptom }) => (
            <li key={id} data-verdict={verdict}>
              <VerdictSign verdict={verdict} code={code} size={16} />
              <p>
                {reason}
                {symptom !== "" && <span className={styles.symptom}> The caller sees: {symptom}.</span>}
              </p>
            </li>
          ))}
      </ul>
      <ConnectionTable cluster={cluster} connections={connections} caption={title} without={end} />
    </section>
  );
}
