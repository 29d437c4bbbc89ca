import Link from "next/link";
import type { WorkloadJson } from "#lib/api/pages.ts";
import { policyPath } from "#lib/url/paths.ts";
import styles from "./workload.module.css";

/** Which policies select the pods, by what, and what they limit. */
export function SelectingPolicies({ cluster, policies }: { readonly cluster: string; readonly policies: WorkloadJson["policies"] }) {
  return (
    <section className={styles.card}>
      <h2>Policies that select it ({policies.length})</h2>
      {policies.length === 0 && <p className={styles.empty}>None: it is open in both directions.</p>}
      <ul className={styles.policies}>
        {policies.map(({ policy, kind, directions, selector, rules, line }) => (
          <li key={`${kind} ${policy}`}>
            <Link href={policyPath(cluster, policy, { line })}>{policy.split("/").at(-1)}</Link>
            <span>
              limits {directions.join(" and ")}, {rules} {rules === 1 ? "rule" : "rules"}, selects <code>{selector}</code>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
