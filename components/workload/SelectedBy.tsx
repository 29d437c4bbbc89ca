import type { WorkloadJson } from "#lib/api/pages.ts";
import { policyPath } from "#lib/url/paths.ts";
import page from "../parts/page.module.css";
import table from "../parts/table.module.css";
import { PageLink } from "../url/PageLink.tsx";

/** Policies that select the workload, with the selector that matched. */
export function SelectedBy({ workload: { cluster, policies, labels } }: { readonly workload: WorkloadJson }) {
  return (
    <section className={page.card} aria-label="Policies that select it">
      <h2>Policies that select it</h2>
      {policies.length === 0 ? (
        <p>None: nothing limits what it calls or who calls it.</p>
      ) : (
        <div className={table.frame}>
          <table className={table.table}>
            <thead>
              <tr>
                <th scope="col">Policy</th>
                <th scope="col">Kind</th>
                <th scope="col">Order</th>
                <th scope="col">Directions</th>
                <th scope="col">Selector</th>
                <th scope="col">Rules</th>
              </tr>
            </thead>
            <tbody>
              {policies.map(({ policy, kind, tier, directions, selector, rules, line }) => (
                <tr key={`${kind} ${policy}`}>
                  <td>
                    <PageLink href={policyPath(cluster.id, policy, { kind, line })}>{policy.slice(policy.indexOf(":") + 1)}</PageLink>
                  </td>
                  <td>{kind}</td>
                  <td>{tier}</td>
                  <td>{directions.join(", ")}</td>
                  <td>
                    <code>{selector}</code>
                  </td>
                  <td>{rules}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {policies.length > 0 && labels.length > 0 && (
        <p className={page.quiet}>
          Its labels:{" "}
          {labels.map(({ key, value }) => (
            <code key={key}>{`${key}=${value} `}</code>
          ))}
        </p>
      )}
    </section>
  );
}
