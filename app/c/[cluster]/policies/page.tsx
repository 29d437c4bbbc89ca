import type { Metadata } from "next";
import { RefreshWhenOlder } from "#components/live/LiveCluster.tsx";
import { PolicyTable } from "#components/policies/PolicyTable.tsx";
import { ProblemList } from "#components/policies/ProblemList.tsx";
import styles from "#components/policies/policies.module.css";
import { viewPolicies } from "#server/views.ts";
import { found } from "../found.ts";

export const metadata: Metadata = { title: "Policies" };

export default async function PoliciesPage({ params }: PageProps<"/c/[cluster]/policies">) {
  const { cluster, policies, problems } = await found(viewPolicies(decodeURIComponent((await params).cluster)));
  return (
    <main id="main" className={styles.page}>
      <RefreshWhenOlder revision={cluster.revision} />
      <header>
        <h1>{policies.length === 0 ? "No network policies in this cluster" : `${policies.length} ${policies.length === 1 ? "policy" : "policies"}`}</h1>
        <p className={styles.summary}>
          {policies.length === 0 ? "Every pod can reach everything." : "A NetworkPolicy never denies: it limits the pods it selects, and what no rule of any of them allows is blocked."}
        </p>
      </header>
      {policies.length > 0 && <PolicyTable cluster={cluster.id} policies={policies} />}
      {problems.length > 0 && (
        <section id="problems" className={styles.card} aria-labelledby="problems-title">
          <h2 id="problems-title">
            {problems.length} {problems.length === 1 ? "problem" : "problems"} in the input
          </h2>
          <ProblemList problems={problems} />
        </section>
      )}
    </main>
  );
}
