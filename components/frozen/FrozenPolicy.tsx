import type { Frozen } from "#lib/api/frozen.ts";
import type { CheckJson } from "#lib/api/pages.ts";
import { marksOf } from "#lib/frozen/marks.ts";
import page from "../parts/page.module.css";
import styles from "./policy.module.css";

/** A policy's text as it was then, its lines numbered as in its file; those that the verdict rests on say why. */
export function FrozenPolicy({ policy, check }: { readonly policy: Frozen["policies"][number]; readonly check: CheckJson }) {
  const { id, kind, side, file, firstLine, yaml } = policy;
  const marks = marksOf(policy, check);
  const lines = yaml === "" ? [] : yaml.replace(/\n$/, "").split("\n");
  return (
    <section className={page.card}>
      <header>
        <h2>
          {kind} {id.slice(id.indexOf(":") + 1)}
        </h2>
        <span className={page.eyebrow}>{[side.join(" and "), file].filter((part) => part !== "").join(" · ")}</span>
      </header>
      {lines.length > 0 && (
        <div className={styles.lines} tabIndex={0} role="group" aria-label={`YAML of ${id}`}>
          {lines.map((line, index) => {
            const mark = marks.get(firstLine + index);
            return (
              <div key={index} className={styles.line} data-mark={mark?.kind}>
                <span className={styles.number}>{firstLine + index}</span>
                <code>{line}</code>
                {mark !== undefined && <em>{mark.words}</em>}
              </div>
            );
          })}
        </div>
      )}
    </section>
  );
}
