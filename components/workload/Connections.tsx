import type { WorkloadConnection } from "#lib/api/pages.ts";
import { countsText } from "#lib/describe/workload.ts";
import page from "../parts/page.module.css";
import { RowTable } from "./RowTable.tsx";
import { type End, rowsOf } from "./rows.ts";
import styles from "./workload.module.css";

interface Props {
  readonly title: string;
  readonly cluster: string;
  readonly connections: readonly WorkloadConnection[];
  /** The end that the rows tell apart. */
  readonly end: End;
  readonly lit: ReadonlySet<string>;
  readonly now: number;
}

const WHAT = { to: { one: "destination", many: "destinations" }, from: { one: "caller", many: "callers" } } as const;
const NONE_BLOCKED = { to: "Nothing that it is declared to call is blocked.", from: "Nobody who is declared to call it is blocked." } as const;

/** One direction of a workload: what is blocked is open to read, the rest folds. */
export function Connections({ title, cluster, connections, end, lit, now }: Props) {
  const rows = rowsOf(connections, end);
  const blocked = rows.filter(({ verdict }) => verdict === "deny" || verdict === "partial");
  const folds = [
    { name: "Cannot tell", of: rows.filter(({ verdict }) => verdict === "unknown") },
    { name: "Allowed", of: rows.filter(({ verdict }) => verdict === "allow") },
  ].filter(({ of }) => of.length > 0);
  const shared = { cluster, end, lit, now };
  return (
    <section className={page.card} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span className={page.eyebrow}>{countsText(rows, WHAT[end])}</span>
      </header>
      {blocked.length > 0 ? (
        <>
          <h3 className={styles.blocked}>Blocked ({blocked.length})</h3>
          <RowTable {...shared} rows={blocked} caption={`${title}: blocked`} />
        </>
      ) : (
        rows.length > 0 && <p className={page.quiet}>{NONE_BLOCKED[end]}</p>
      )}
      {folds.map(({ name, of }) => (
        <details key={name} className={styles.fold} open={of.some(({ connections: own }) => own.some(({ id }) => lit.has(id))) || undefined}>
          <summary>
            {name} ({of.length})
          </summary>
          <RowTable {...shared} rows={of} caption={`${title}: ${name.toLowerCase()}`} />
        </details>
      ))}
      {rows.length === 0 && <p className={page.quiet}>{end === "to" ? "No destination is declared: nothing in its configuration, the catalogue or the watched checks says what it calls." : "Nothing that is declared calls it."}</p>}
    </section>
  );
}
