import Link from "next/link";
import type { ChangeJson } from "#lib/api/history.ts";
import { objectName } from "#lib/describe/changes.ts";
import { count } from "#lib/describe/words.ts";
import { atTime, policyPath } from "#lib/url/paths.ts";
import page from "../parts/page.module.css";
import table from "../parts/table.module.css";
import type { Times } from "./MapDifferences.tsx";

interface Props {
  readonly cluster: string;
  readonly changes: readonly ChangeJson[];
  readonly times: Times;
}

/** Policies and labels that are not the same at both times; of all else how much it is. */
export function ChangedObjects({ cluster, changes, times }: Props) {
  const telling = changes.filter(({ lane }) => lane === "policies" || lane === "labels");
  const others = changes.length - telling.length;
  if (changes.length === 0) return null;
  return (
    <section className={page.card} aria-label="Objects">
      <header>
        <h2>Policies and labels that differ</h2>
        <small>{others > 0 && `and ${count(others, "other object")}`}</small>
      </header>
      {telling.length === 0 ? (
        <p>None.</p>
      ) : (
        <div className={table.frame} tabIndex={0} role="group" aria-label="Policies and labels that differ, scrolls sideways">
          <table className={table.table}>
            <caption className="unseen">Policies and labels that differ</caption>
            <thead>
              <tr>
                <th scope="col">Object</th>
                <th scope="col">Kind</th>
                <th scope="col">What happened</th>
              </tr>
            </thead>
            <tbody>
              {telling.map((change) => (
                <tr key={change.object}>
                  <td>
                    <ObjectLink cluster={cluster} change={change} times={times} />
                  </td>
                  <td>{change.kind}</td>
                  <td>
                    {change.action}
                    {change.action === "changed" && change.summary !== "" && <code>: {change.summary}</code>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** What is deleted can be read as it was. */
function ObjectLink({ cluster, change, times: { then, now } }: Pick<Props, "cluster" | "times"> & { readonly change: ChangeJson }) {
  const { kind, namespace, name, lane, action } = change;
  // What policies only refer to stands in their lane too, and has no page.
  if (lane !== "policies" || !kind.endsWith("Policy")) return objectName(change);
  const id = `${kind === "NetworkPolicy" ? "" : `${kind}:`}${namespace}/${name}`;
  return <Link href={atTime(policyPath(cluster, id), action === "deleted" ? then : now)}>{objectName(change)}</Link>;
}
