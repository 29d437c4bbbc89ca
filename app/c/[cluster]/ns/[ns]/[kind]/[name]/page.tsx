import type { Metadata } from "next";
import Link from "next/link";
import { RefreshWhenOlder } from "#components/live/LiveCluster.tsx";
import buttons from "#components/parts/button.module.css";
import { Connections } from "#components/workload/Connections.tsx";
import { SelectingPolicies } from "#components/workload/SelectingPolicies.tsx";
import styles from "#components/workload/workload.module.css";
import type { WorkloadJson } from "#lib/api/pages.ts";
import { checkPath, mapPath } from "#lib/url/paths.ts";
import { viewWorkload } from "#server/views.ts";
import { found } from "../../../../found.ts";

type Props = PageProps<"/c/[cluster]/ns/[ns]/[kind]/[name]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodeURIComponent((await params).name) };
}

export default async function WorkloadPage({ params }: Props) {
  const { cluster: id, ns, kind, name } = await params;
  const workload = await found(viewWorkload(decodeURIComponent(id), { namespace: decodeURIComponent(ns), kind: decodeURIComponent(kind), name: decodeURIComponent(name) }));
  const { cluster, outgoing, incoming, policies, labels, notes } = workload;
  return (
    <main id="main" className={styles.page}>
      <RefreshWhenOlder revision={cluster.revision} />
      <header className={styles.head}>
        <p className={styles.eyebrow}>{[workload.namespace, kindOf(workload), ...workload.images.map((image) => `image ${image}`), ...workload.addresses.slice(0, 4)].join(" · ")}</p>
        <h1>{workload.name}</h1>
        <p className={styles.counts}>{countsOf(outgoing, "it makes")}</p>
        <p className={styles.limits}>
          <Limit word="Egress" policies={workload.egressLimitedBy} />
          <Limit word="Ingress" policies={workload.ingressLimitedBy} />
        </p>
        <div className={styles.actions}>
          <Link className={buttons.button} href={checkPath(cluster.id, { from: workload.id })}>
            Check from here
          </Link>
          <Link className={buttons.button} href={mapPath(cluster.id, { sel: workload.id })}>
            Show on the map
          </Link>
        </div>
      </header>
      <Connections cluster={cluster.id} title="Where it goes" connections={outgoing} without="from" none="No connection that it makes is declared." />
      <Connections cluster={cluster.id} title="Who calls it" connections={incoming} without="to" none="No connection to it is declared." />
      <div className={styles.columns}>
        <SelectingPolicies cluster={cluster.id} policies={policies} />
        <section className={styles.card}>
          <h2>Labels</h2>
          <p className={styles.labels}>
            {labels.map(({ key, value }) => (
              <code key={key}>
                {key}={value}
              </code>
            ))}
            {labels.length === 0 && "none"}
          </p>
        </section>
      </div>
      <ul className={styles.notes}>
        {notes.map((note) => (
          <li key={note}>{note}</li>
        ))}
      </ul>
    </main>
  );
}

const kindOf = ({ kind, replicas }: WorkloadJson): string => (kind === "Pod" ? "Pod" : `${kind} ×${replicas}`);

function Limit({ word, policies }: { readonly word: string; readonly policies: readonly string[] }) {
  const names = policies.map((policy) => policy.split("/").at(-1));
  return (
    <span>
      <strong>{word}</strong> {names.length === 0 ? "open: no policy limits it" : `limited by ${names.length} ${names.length === 1 ? "policy" : "policies"}: ${names.join(", ")}`}
    </span>
  );
}

/** "2 blocked, 1 partly blocked, 5 allowed of the declared connections it makes". */
function countsOf(connections: WorkloadJson["outgoing"], which: string): string {
  const of = (verdict: string): number => connections.filter((connection) => connection.verdict === verdict).length;
  const parts = [`${of("deny")} blocked`, of("partial") > 0 ? `${of("partial")} partly blocked` : "", `${of("allow")} allowed`, of("unknown") > 0 ? `${of("unknown")} cannot tell` : ""];
  return `Of the declared connections ${which}: ${parts.filter((part) => part !== "").join(", ")}.`;
}
