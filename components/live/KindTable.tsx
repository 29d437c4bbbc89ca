import type { KindStateJson } from "#lib/api/graph.ts";
import { STATE_WORDS, grouped, inOrder, notInstalledOf, notInstalledText, reachOf, remarkOf } from "#lib/describe/kindstates.ts";
import { titleOf } from "#lib/describe/kindnames.ts";
import { ageOf } from "#lib/describe/time.ts";
import table from "../parts/table.module.css";
import styles from "./live.module.css";

/** Each kind that is read from a live cluster, and how well it is known. */
export function KindTable({ kinds, now }: { readonly kinds: readonly KindStateJson[]; readonly now: number }) {
  const places = kinds.some(({ namespace }) => namespace !== "");
  const absent = notInstalledOf(kinds);
  return (
    <div className={styles.kinds} role="region" aria-label="What is read from the cluster" tabIndex={0}>
      <table className={table.table}>
        <caption>What is read from the cluster</caption>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            {places && <th scope="col">Where</th>}
            <th scope="col">State</th>
            <th scope="col" className={table.number}>
              Objects
            </th>
            <th scope="col" className={table.number}>
              Age
            </th>
          </tr>
        </thead>
        <tbody>
          {inOrder(kinds).map((kind) => (
            <tr key={`${kind.group}/${kind.resource}/${kind.namespace}`} data-state={kind.state}>
              <th scope="row">{titleOf(kind, kinds)}</th>
              {places && <td>{reachOf(kind)}</td>}
              <td>
                <span className={styles.state}>{STATE_WORDS[kind.state]}</span>
                {remarkOf(kind, now) !== "" && <small>{remarkOf(kind, now)}</small>}
              </td>
              <td className={table.number}>{kind.state === "not-permitted" ? "" : grouped(kind.count)}</td>
              <td className={table.number}>{kind.asOf === null ? "" : <time dateTime={kind.asOf}>{ageOf(kind.asOf, now)}</time>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {absent.length > 0 && (
        <details className={styles.absent}>
          <summary>{notInstalledText(absent.length)}</summary>
          <ul>
            {absent.map((title) => (
              <li key={title}>{title}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
