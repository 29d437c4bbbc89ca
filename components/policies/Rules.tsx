import type { CardRow } from "#lib/api/graph.ts";
import styles from "./policies.module.css";

/** What each rule of one direction does; a row leads to its line, and the end is said where no rule allows. */
export function Rules({ title, rows, limits }: { readonly title: string; readonly rows: readonly CardRow[]; readonly limits: boolean }) {
  if (!limits) return null;
  return (
    <section className={styles.rules}>
      <h2>{title}</h2>
      <ol>
        {rows.map(({ text, line }, i) => (
          <li key={`${line ?? i} ${text}`}>
            <a href={`#L${line ?? ""}`}>
              <span className={styles.tick} aria-hidden="true">
                ✓
              </span>
              <code>{text}</code>
              <small>line {line}</small>
            </a>
          </li>
        ))}
        <li className={styles.implied}>
          <span aria-hidden="true">⊘</span> anything else: no rule <small>implied by policyTypes, not a rule</small>
        </li>
      </ol>
    </section>
  );
}
