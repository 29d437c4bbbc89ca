"use client";

import { count } from "#lib/describe/words.ts";
import { policyPath } from "#lib/url/paths.ts";
import { usePolicy } from "../api/queries.ts";
import buttons from "../parts/button.module.css";
import { RowList } from "../policies/RowList.tsx";
import { PageLink } from "../url/PageLink.tsx";
import { ConnectionList } from "./ConnectionList.tsx";
import styles from "./panel.module.css";

interface Props {
  readonly cluster: string;
  /** Id: namespace/name, of other kinds than NetworkPolicy Kind:namespace/name. */
  readonly policy: string;
  readonly at: string | undefined;
  readonly onSelect: (id: string) => void;
}

export function PolicyDetails({ cluster, policy: id, at, onSelect }: Props) {
  const { data, error } = usePolicy(cluster, id, at);
  if (data === undefined) return <p className={styles.quiet}>{error === null ? `Reading ${id}…` : `The policy could not be read: ${error.message}.`}</p>;
  const { policy: { name, namespace, kind, directions, workloads, selector }, egressRows, ingressRows, connections } = data;
  return (
    <>
      <p className={styles.eyebrow}>{[kind, namespace].filter(Boolean).join(" · ")}</p>
      <h2 className={styles.name}>{name}</h2>
      <p className={styles.detail}>
        Limits {directions.join(" and ") || "nothing"} of {count(workloads.length, "workload")}: <code>{selector}</code>
      </p>
      {directions.includes("egress") && <RowList title="Egress" rows={egressRows} />}
      {directions.includes("ingress") && <RowList title="Ingress" rows={ingressRows} />}
      <div className={styles.actions}>
        <PageLink className={`${buttons.button} ${buttons.strong}`} href={policyPath(cluster, id, { kind })}>
          Open policy
        </PageLink>
      </div>
      <h3>Blocked where it limits</h3>
      <ConnectionList connections={connections} isOwn={() => false} onSelect={onSelect} />
    </>
  );
}
