import type { ClusterJson, KindStateJson } from "#lib/api/graph.ts";
import { awaited, progressOf, readStages } from "#lib/describe/kindstates.ts";
import styles from "./reading.module.css";

/** What stands in place of the map until everything it draws has been read. */
export function Reading({ cluster }: { readonly cluster: Pick<ClusterJson, "name" | "kinds"> }) {
  const waiting = awaited(cluster.kinds);
  return (
    <main id="main" className={styles.page}>
      <h1>Reading {cluster.name}</h1>
      <p aria-hidden="true" className={styles.skeleton} />
      <ul className={styles.stages} aria-label="What is being read">
        {waiting.map((kind) => (
          <Stage key={`${kind.group}/${kind.resource}/${kind.namespace}`} kind={kind} />
        ))}
      </ul>
      <p className={styles.done}>{readStages(cluster.kinds)}</p>
    </main>
  );
}

function Stage({ kind }: { readonly kind: KindStateJson }) {
  const { count, expected } = kind;
  const text = progressOf(kind);
  return (
    <li>
      <span>{text}</span>
      <progress aria-label={text} {...(expected !== null && expected > 0 && { value: Math.min(count, expected), max: expected })} />
    </li>
  );
}
