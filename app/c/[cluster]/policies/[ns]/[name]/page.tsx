import type { Metadata } from "next";
import { ConnectionTable } from "#components/connections/ConnectionTable.tsx";
import { RefreshWhenOlder } from "#components/live/LiveCluster.tsx";
import { ProblemList } from "#components/policies/ProblemList.tsx";
import { RowList } from "#components/policies/RowList.tsx";
import { Yaml } from "#components/policies/Yaml.tsx";
import styles from "#components/policies/policies.module.css";
import { viewPolicy } from "#server/views.ts";
import { found } from "../../../found.ts";

export async function generateMetadata({ params }: PageProps<"/c/[cluster]/policies/[ns]/[name]">): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) };
}

export default async function PolicyPage({ params, searchParams }: PageProps<"/c/[cluster]/policies/[ns]/[name]">) {
  const { cluster: id, ns, name } = await params;
  const { kind } = await searchParams;
  const page = await found(viewPolicy(decodeURIComponent(id), decodeURIComponent(ns), decodeURIComponent(name), typeof kind === "string" ? kind : undefined));
  const { cluster, policy, egressRows, ingressRows, yaml, file, firstLine, connections } = page;
  return (
    <main id="main" className={styles.page}>
      <RefreshWhenOlder revision={cluster.revision} />
      <header>
        <h1>
          {policy.kind} {policy.name}
        </h1>
        <p className={styles.summary}>{sentence(page.policy)}</p>
      </header>
      {policy.problems.length > 0 && (
        <section className={styles.card} aria-label="Problems">
          <ProblemList problems={policy.problems} />
        </section>
      )}
      <div className={styles.columns}>
        <div className={styles.side}>
          {policy.directions.includes("ingress") && (
            <div className={styles.card}>
              <RowList title="Who may call the selected pods" rows={ingressRows} lineHref={lineHref} />
            </div>
          )}
          {policy.directions.includes("egress") && (
            <div className={styles.card}>
              <RowList title="Where the selected pods may go" rows={egressRows} lineHref={lineHref} />
            </div>
          )}
        </div>
        <Yaml yaml={yaml} firstLine={firstLine} file={file} />
      </div>
      {connections.length > 0 && (
        <section className={styles.card} aria-labelledby="blocked-title">
          <h2 id="blocked-title">Blocked where this policy limits: {connections.length}</h2>
          <ConnectionTable cluster={cluster.id} connections={connections} caption="Blocked connections" />
        </section>
      )}
    </main>
  );
}

const lineHref = (line: number): string => `#L${line}`;

/** Whom it selects and what it limits, or why it takes no part. */
function sentence({ status, namespace, selector, workloads, directions }: Awaited<ReturnType<typeof viewPolicy>>["policy"]): string {
  if (status === "rejected") return "The API server would reject this object: it does not exist in a cluster and takes no part in any verdict.";
  if (status === "not evaluated") return "This kind is not evaluated: verdicts about the pods it could select say Cannot tell.";
  const whom = selector === "<all pods>" ? `every pod of ${namespace}` : `the pods ${selector} of ${namespace}`;
  const limits = directions.length === 0 ? "limits nothing" : `limits their ${directions.join(" and ")}`;
  const doubt = status === "doubtful" ? " An unknown field is its only fault: a strict server rejects it, a lenient one drops the field." : "";
  return `Selects ${whom} (${workloads.length} ${workloads.length === 1 ? "workload" : "workloads"} here) and ${limits}.${doubt}`;
}
