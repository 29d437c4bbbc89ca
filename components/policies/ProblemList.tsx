import type { ProblemJson } from "#lib/api/graph.ts";
import { count } from "#lib/describe/words.ts";
import { Ticked } from "../parts/Ticked.tsx";
import page from "../parts/page.module.css";
import styles from "./policies.module.css";

/** Input that could not be read, with the place where it stands. */
export function ProblemList({ problems }: { readonly problems: readonly ProblemJson[] }) {
  if (problems.length === 0) return null;
  return (
    <section id="problems" className={page.card} aria-label="Problems of the input">
      <h2>{count(problems.length, "problem")} in the input</h2>
      <ul className={styles.problems}>
        {problems.map(({ severity, rule, message, file, line, field, object }, index) => (
          <li key={index} data-severity={severity}>
            <p>
              <strong>{severity}</strong> <Ticked text={message} />
            </p>
            <p className={styles.place}>
              {`${file}:${line}`} {field !== "" && <span>{field}</span>} {object !== undefined && <span>{object}</span>} <span>{rule}</span>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
