import type { ConnectionJson } from "#lib/api/graph.ts";
import { LOOKS, VERDICTS, VerdictSign } from "../verdict/Verdict.tsx";
import styles from "./panel.module.css";

const TITLES = { deny: "Blocked", partial: "Partly blocked", unknown: "Cannot tell", allow: "Allowed" } as const;

/** The connections of something, blocked first, each with its reason. */
export function ConnectionList({ connections, of, onSelect }: { readonly connections: readonly ConnectionJson[]; readonly of: string | undefined; readonly onSelect: (id: string) => void }) {
  if (connections.length === 0) return <p className={styles.quiet}>No declared connection.</p>;
  return VERDICTS.map((verdict) => {
    const ones = connections.filter((connection) => connection.verdict === verdict);
    if (ones.length === 0) return null;
    return (
      <section key={verdict} className={styles.group} data-verdict={verdict}>
        <h3>
          {TITLES[verdict]} <span className={`${styles.count} ${LOOKS[verdict].look}`}>{ones.length}</span>
        </h3>
        <ul>
          {ones.map(({ id, from, fromTitle, toTitle, addresses, port, protocol, reason, code }) => (
            <li key={id}>
              <button type="button" className={styles.connection} onClick={() => onSelect(id)}>
                <VerdictSign verdict={verdict} code={code} />
                <span>
                  <strong>{of === undefined ? `${fromTitle} → ${toTitle}` : from === of ? toTitle : `from ${fromTitle}`}</strong>{" "}
                  <code>
                    {addresses.length > 0 && from === of && addresses[0] !== toTitle ? `${addresses[0]}${addresses.length > 1 ? ` +${addresses.length - 1}` : ""}:` : ""}
                    {`${port}/${protocol.toLowerCase()}`}
                  </code>
                  <span className={styles.reason}>{reason}</span>
                </span>
              </button>
            </li>
          ))}
        </ul>
      </section>
    );
  });
}
