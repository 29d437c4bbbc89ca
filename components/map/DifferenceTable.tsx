import Link from "next/link";
import type { MapDifferences } from "#lib/api/map.ts";
import { checkPath } from "#lib/url/paths.ts";
import page from "../parts/page.module.css";
import table from "../parts/table.module.css";
import { VerdictTag } from "../verdict/Verdict.tsx";
import styles from "./differences.module.css";
import type { Times } from "./MapDifferences.tsx";

/** What the picture draws, in words: the verdict of then and of now. */
export function DifferenceTable({ cluster, connections, times: { then, now } }: { readonly cluster: string; readonly connections: MapDifferences["connections"]; readonly times: Times }) {
  return (
    <section className={page.card} aria-label="Connections">
      <div className={table.frame} tabIndex={0} role="group" aria-label="Connections whose verdict differs, scrolls sideways">
        <table className={`${table.table} ${styles.table}`}>
          <caption className="unseen">Connections whose verdict differs</caption>
          <thead>
            <tr>
              <th scope="col">Connection</th>
              <th scope="col">Was</th>
              <th scope="col">Is</th>
              <th scope="col">Why</th>
              <th scope="col">
                <span className="unseen">Compare</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {connections.map(({ id, was, is }) => {
              const one = is ?? was;
              if (one === null) return null;
              const { from, to, fromTitle, toTitle, port, protocol } = one;
              return (
                <tr key={id}>
                  <td>
                    {fromTitle} → {toTitle} <code>{`${String(port)}/${protocol.toLowerCase()}`}</code>
                  </td>
                  <td>{was === null ? "Not declared" : <VerdictTag verdict={was.verdict} code={was.code} />}</td>
                  <td>{is === null ? "Not declared any more" : <VerdictTag verdict={is.verdict} code={is.code} />}</td>
                  <td>{is?.why}</td>
                  <td>
                    <Link href={checkPath(cluster, { from, to, port: String(port), proto: protocol, at: now, compare: then })} aria-label={`Compare ${fromTitle} to ${toTitle}, port ${String(port)}`}>
                      Compare
                    </Link>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
