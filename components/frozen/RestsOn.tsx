import type { Frozen } from "#lib/api/frozen.ts";
import page from "../parts/page.module.css";
import styles from "./frozen.module.css";

/** What the picture was made of, when, and by what. */
export function RestsOn({ frozen, hash }: { readonly frozen: Frozen; readonly hash: string }) {
  const { cluster, check, capturedAt, madeAt, madeBy } = frozen;
  const { engine } = check.answer;
  return (
    <section className={page.card}>
      <h2>What this rests on</h2>
      <dl className={styles.rests}>
        <dt>Cluster</dt>
        <dd>{cluster.title}</dd>
        <dt>Facts as of</dt>
        <dd>
          <time dateTime={capturedAt}>{capturedAt}</time>
        </dd>
        <dt>Frozen at</dt>
        <dd>
          <time dateTime={madeAt}>{madeAt}</time>
        </dd>
        <dt>Engine</dt>
        <dd>
          {engine.name} <small>{engine.by}</small>
        </dd>
        {cluster.warnings.length > 0 && <dt>Warnings</dt>}
        {cluster.warnings.map((warning) => (
          <dd key={warning}>{warning}</dd>
        ))}
        <dt>Made by</dt>
        <dd>Whydrop {madeBy}</dd>
        <dt>SHA-256</dt>
        <dd>
          <code>{hash}</code>
        </dd>
      </dl>
    </section>
  );
}
