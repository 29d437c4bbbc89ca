import type { ConnectionsJson } from "#lib/api/connections.ts";
import buttons from "../parts/button.module.css";
import styles from "./connections.module.css";

/** Why there are no rows, and the way back. */
export function NoMatch({ of, removed, onClear }: Pick<ConnectionsJson, "of" | "removed"> & { readonly onClear: (term: string) => void }) {
  const last = removed.at(-1);
  if (of === 0 || last === undefined) return <p className={styles.empty}>No connection is declared.</p>;
  return (
    <p className={styles.empty}>
      <span>
        No match.{" "}
        {removed.map(({ term, count }, index) => (
          <span key={term}>
            {index > 0 && ", "}
            <code>{term}</code> removed {count}
          </span>
        ))}
        .
      </span>
      <button type="button" className={buttons.button} data-scripted onClick={() => onClear(last.term)}>
        Clear last
      </button>
    </p>
  );
}
