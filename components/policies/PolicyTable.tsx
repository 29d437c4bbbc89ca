import Link from "next/link";
import type { PolicySummary } from "#lib/api/pages.ts";
import { policyPath } from "#lib/url/paths.ts";
import styles from "./policies.module.css";

/** How a policy stands, in words. */
const STANDINGS: Readonly<Record<PolicySummary["status"], string>> = {
  evaluated: "evaluated",
  doubtful: "doubtful: an unknown field",
  rejected: "rejected by the API server: takes no part",
  "not evaluated": "not evaluated: verdicts that touch these pods say Cannot tell",
};

/** Every policy object of the input; those that take no part are said to. */
export function PolicyTable({ cluster, policies }: { readonly cluster: string; readonly policies: readonly PolicySummary[] }) {
  return (
    <div className={styles.frame} tabIndex={0} role="region" aria-label="Policies">
      <table className={styles.policies}>
        <caption className="unseen">Policies</caption>
        <thead>
          <tr>
            <th scope="col">Policy</th>
            <th scope="col">Namespace</th>
            <th scope="col">Directions</th>
            <th scope="col">Selects</th>
            <th scope="col" className={styles.number}>
              Rules
            </th>
            <th scope="col" className={styles.number}>
              Blocks
            </th>
            <th scope="col">Standing</th>
          </tr>
        </thead>
        <tbody>
          {policies.map((policy) => (
            <PolicyRow key={`${policy.kind} ${policy.id}`} cluster={cluster} policy={policy} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PolicyRow({ cluster, policy }: { readonly cluster: string; readonly policy: PolicySummary }) {
  const { id, name, namespace, kind, status, directions, selector, workloads, pods, rules, blocks, problems } = policy;
  const counts = status === "evaluated" || status === "doubtful";
  return (
    <tr data-status={status}>
      <th scope="row">
        <Link href={policyPath(cluster, id, { kind })} className={styles.name}>
          {name}
        </Link>
        <small>{kind}</small>
      </th>
      <td>{namespace === "" ? "every namespace" : namespace}</td>
      <td>{directions.join(", ")}</td>
      <td>
        {counts && (
          <>
            <code>{selector}</code>
            <small>
              {workloads.length} {workloads.length === 1 ? "workload" : "workloads"}, {pods} {pods === 1 ? "pod" : "pods"}
            </small>
          </>
        )}
      </td>
      <td className={styles.number}>{counts ? rules : ""}</td>
      <td className={styles.number}>{counts && blocks > 0 ? <strong className={styles.blocks}>{blocks}</strong> : counts ? 0 : ""}</td>
      <td>
        {STANDINGS[status]}
        {problems.length > 0 && (
          <small>
            {problems.length} {problems.length === 1 ? "problem" : "problems"}
          </small>
        )}
      </td>
    </tr>
  );
}
