import type { ConnectionJson } from "#lib/api/graph.ts";
import { LOOKS, VERDICTS, VerdictSign } from "../verdict/Verdict.tsx";
import styles from "./panel.module.css";

const TITLES = { deny: "Blocked", partial: "Partly blocked", unknown: "Cannot tell", allow: "Allowed" } as const;

interface Props {
  readonly connections: readonly ConnectionJson[];
  /** Whether an end is of what the list is about: then only the other end is told. */
  readonly isOwn: (id: string) => boolean;
  readonly onSelect: (id: string) => void;
}

/** The connections of something, blocked first, each with its reason. */
export function ConnectionList({ connections, isOwn, onSelect }: Props) {
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
          {ones.map(({ id, from, target, fromTitle, toTitle, addresses, port, protocol, reason, code }) => {
            const [away, hither] = [isOwn(from), isOwn(target)];
            return (
              <li key={id}>
                <button type="button" className={styles.connection} onClick={() => onSelect(id)}>
                  <VerdictSign verdict={verdict} code={code} />
                  <span>
                    <strong>{away === hither ? `${fromTitle} → ${toTitle}` : away ? toTitle : `from ${fromTitle}`}</strong>{" "}
                    <code>
                      {addresses.length > 0 && away && addresses[0] !== toTitle ? `${addresses[0] ?? ""}${addresses.length > 1 ? ` +${String(addresses.length - 1)}` : ""}:` : ""}
                      {`${String(port)}/${protocol.toLowerCase()}`}
                    </code>
                    <span className={styles.reason}>{reason}</span>
                  </span>
                </button>
              </li>
            );
          })}
        </ul>
      </section>
    );
  });
}
