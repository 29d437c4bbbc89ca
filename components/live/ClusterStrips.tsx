import type { ClusterJson } from "#lib/api/graph.ts";
import { freshnessOf, outdatedText } from "#lib/describe/freshness.ts";
import { retryText, troublesOf } from "#lib/describe/kindstates.ts";
import { withheldInAll, withheldOf } from "#lib/describe/withheld.ts";
import { sentenceOf } from "#lib/describe/words.ts";
import styles from "./strips.module.css";

/** So many sentences of one sort stand each for itself. */
const UNFOLDED = 3;

/** What is wrong with what is known of the cluster: what is old first, then what cannot be read. */
export function ClusterStrips({ cluster, now }: { readonly cluster: Pick<ClusterJson, "asOf" | "kinds" | "warnings">; readonly now: number }) {
  const { level, asOf } = freshnessOf(cluster, now);
  const withheld = withheldOf(cluster.kinds);
  return (
    <>
      <div role="status">
        {level === "outdated" && asOf !== null && (
          <p className={styles.outdated}>
            <span>{outdatedText(asOf)}</span>
          </p>
        )}
        {troublesOf(cluster.kinds, now).map(({ text, retryAt }) => (
          <p key={text} className={styles.strip} data-sort="trouble">
            {text}
            {/* Not spoken: it changes every second. */}
            {retryAt !== null && <span aria-hidden="true">; {retryText(retryAt, now)}</span>}
          </p>
        ))}
      </div>
      {cluster.warnings.length + withheld.length > 0 && (
        <section aria-label="What to know of this cluster">
          {cluster.warnings.map((warning) => (
            <p key={warning} className={styles.strip} data-sort="warning">
              {sentenceOf(warning)}
            </p>
          ))}
          {withheld.length > UNFOLDED ? (
            <details className={styles.strip} data-sort="withheld">
              <summary>{withheldInAll(cluster.kinds)}</summary>
              <ul>
                {withheld.map((sentence) => (
                  <li key={sentence}>{sentence}</li>
                ))}
              </ul>
            </details>
          ) : (
            withheld.map((sentence) => (
              <p key={sentence} className={styles.strip} data-sort="withheld">
                {sentence}
              </p>
            ))
          )}
        </section>
      )}
    </>
  );
}
