"use client";

import type { GraphJson, GraphPolicy } from "#lib/api/graph.ts";
import { connectionsAt } from "#lib/map/elements.ts";
import { policyPath } from "#lib/url/paths.ts";
import { count } from "#lib/describe/words.ts";
import buttons from "../parts/button.module.css";
import { RowList } from "../policies/RowList.tsx";
import { PageLink } from "../url/PageLink.tsx";
import { ConnectionList } from "./ConnectionList.tsx";
import styles from "./panel.module.css";

export function PolicyDetails({ cluster, graph, policy, onSelect }: { readonly cluster: string; readonly graph: GraphJson; readonly policy: GraphPolicy; readonly onSelect: (id: string) => void }) {
  const { id, name, namespace, kind, directions, selects, wholeNamespace, egressRows, ingressRows } = policy;
  return (
    <>
      <p className={styles.eyebrow}>{[kind, namespace].filter(Boolean).join(" · ")}</p>
      <h2 className={styles.name}>{name}</h2>
      <p className={styles.detail}>
        Limits {directions.join(" and ") || "nothing"} of {wholeNamespace ? "every pod in its namespace" : count(selects.length, "workload")}.
      </p>
      {directions.includes("egress") && <RowList title="Egress" rows={egressRows} />}
      {directions.includes("ingress") && <RowList title="Ingress" rows={ingressRows} />}
      <div className={styles.actions}>
        <PageLink className={`${buttons.button} ${buttons.strong}`} href={policyPath(cluster, id.slice("policy:".length), { kind })}>
          Open policy
        </PageLink>
      </div>
      <h3>Blocked where it limits</h3>
      <ConnectionList connections={connectionsAt(graph, id)} of={undefined} onSelect={onSelect} />
    </>
  );
}
