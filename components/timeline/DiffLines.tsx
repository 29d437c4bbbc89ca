import type { DiffJson } from "#lib/api/history.ts";
import styles from "./diff.module.css";

/** What is other in an object: each line has its mark, not its colour alone. */
export function DiffLines({ diff: { object, lines } }: { readonly diff: Pick<DiffJson, "object" | "lines"> }) {
  return (
    <pre className={styles.diff} tabIndex={0} role="group" aria-label={`What differs in ${object}`}>
      {lines.map(({ mark, text }, index) => (
        <code key={index} data-mark={mark} className={styles.line}>
          <span className={styles.mark}>{mark}</span>
          {`${text}\n`}
        </code>
      ))}
    </pre>
  );
}
