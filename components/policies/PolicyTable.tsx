import type { ClusterJson } from "#lib/api/graph.ts";
import type { PolicySummary } from "#lib/api/pages.ts";
import { noPoliciesText } from "#lib/describe/nopolicies.ts";
import { count } from "#lib/describe/words.ts";
import { policyPath } from "#lib/url/paths.ts";
import page from "../parts/page.module.css";
import table from "../parts/table.module.css";
import { PageLink } from "../url/PageLink.tsx";
import styles from "./policies.module.css";

/** What each status means for verdicts, in the words of the page. */
export const STATUS_TEXT: Readonly<Record<PolicySummary["status"], string>> = {
  evaluated: "evaluated",
  rejected: "rejected: the API server would not take it, so it takes no part",
  "not evaluated": "not evaluated: verdicts that touch these pods say Cannot tell",
  "not enforced": "not enforced: this cluster's engine has no use for this kind",
  staged: "staged: a draft that no engine enforces",
  doubtful: "doubtful: read both ways, as rejected and without its unknown fields",
};

/** All policies; those that block most first. */
export function PolicyTable({ cluster, policies }: { readonly cluster: ClusterJson; readonly policies: readonly PolicySummary[] }) {
  const ordered = policies.toSorted((a, b) => b.blocks - a.blocks || a.id.localeCompare(b.id));
  const blocking = policies.filter(({ blocks }) => blocks > 0).length;
  return (
    <>
      <header className={page.head}>
        <div>
          <h1>{policies.length === 0 ? noPoliciesText(cluster) : blocking === 0 ? `${count(policies.length, "policy", "policies")}, none blocks a declared connection` : `${blocking} of ${count(policies.length, "policy", "policies")} ${blocking === 1 ? "limits" : "limit"} a pod where a declared connection is blocked`}</h1>
          <p className={page.quiet}>A NetworkPolicy never denies: it isolates the pods it selects, and what no rule allows is blocked. Tiers are asked in order; other kinds can deny by a rule.</p>
        </div>
      </header>
      {policies.length > 0 && (
        <section className={page.card} aria-label="Policies">
          <div className={table.frame}>
            <table className={table.table}>
              <thead>
                <tr>
                  <th scope="col">Policy</th>
                  <th scope="col">Kind</th>
                  <th scope="col">Directions</th>
                  <th scope="col">Selects</th>
                  <th scope="col" className={table.number}>
                    Rules
                  </th>
                  <th scope="col" className={table.number}>
                    Blocks now
                  </th>
                </tr>
              </thead>
              <tbody>
                {ordered.map(({ tier, id, kind, namespace, name, status, directions, selector, workloads, pods, rules, blocks, problems }) => (
                  <tr key={`${kind} ${id}`} className={status === "evaluated" ? undefined : table.quiet} data-status={status}>
                    <td>
                      <PageLink href={policyPath(cluster.id, id, { kind })} className={styles.name}>
                        {name}
                      </PageLink>
                      <small>
                        {namespace === "" ? "the whole cluster" : namespace}
                        {problems.length > 0 && ` · ${count(problems.length, "problem")}`}
                      </small>
                    </td>
                    <td>
                      {kind}
                      {tier !== "" && tier !== kind && <small>{tier}</small>}
                      {status !== "evaluated" && <small>{STATUS_TEXT[status]}</small>}
                    </td>
                    <td>{directions.join(", ")}</td>
                    <td>
                      <code>{selector}</code>
                      <small>{status === "evaluated" && workloads.length === 0 ? "no pods" : status === "evaluated" && `${count(workloads.length, "workload")}, ${count(pods, "pod")}`}</small>
                    </td>
                    <td className={table.number}>{rules}</td>
                    <td className={table.number}>{blocks > 0 ? <strong className={styles.blocks}>{blocks}</strong> : "0"}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </section>
      )}
    </>
  );
}
