"use client";

import type { GraphJson, GraphNode } from "#lib/api/graph.ts";
import { policyTitle } from "#lib/describe/policyids.ts";
import { connectionsAt } from "#lib/map/elements.ts";
import { checkPath, isWorkload, policyPath, workloadPath } from "#lib/url/paths.ts";
import { OpenLockIcon, PolicyIcon } from "../parts/icons.tsx";
import buttons from "../parts/button.module.css";
import { PageLink } from "../url/PageLink.tsx";
import { ConnectionList } from "./ConnectionList.tsx";
import styles from "./panel.module.css";

export function NodeDetails({ cluster, graph, node, onSelect }: { readonly cluster: string; readonly graph: GraphJson; readonly node: GraphNode; readonly onSelect: (id: string) => void }) {
  const { id, title, subtitle, namespace, detail, kind, egressLimitedBy, ingressLimitedBy, egressOpen, ingressOpen } = node;
  const ours = isWorkload(id);
  return (
    <>
      <p className={styles.eyebrow}>{[subtitle, namespace].filter(Boolean).join(" · ")}</p>
      <h2 className={styles.name}>{title}</h2>
      {detail !== "" && <p className={styles.detail}>{detail}</p>}
      {kind === "workload" && (
        <dl className={styles.limits}>
          <Limit cluster={cluster} word="Egress" policies={egressLimitedBy} open={egressOpen} />
          <Limit cluster={cluster} word="Ingress" policies={ingressLimitedBy} open={ingressOpen} />
        </dl>
      )}
      <div className={styles.actions}>
        {ours && (
          <PageLink className={`${buttons.button} ${buttons.strong}`} href={workloadPath(cluster, id)}>
            Open {title.length > 18 ? "its page" : title}
          </PageLink>
        )}
        <PageLink className={buttons.button} href={checkPath(cluster, ours ? { from: id } : { to: id })}>
          {ours ? "Check from here" : "Check to here"}
        </PageLink>
      </div>
      <ConnectionList connections={connectionsAt(graph, id)} of={id} onSelect={onSelect} />
    </>
  );
}

function Limit({ cluster, word, policies, open }: { readonly cluster: string; readonly word: string; readonly policies: readonly string[]; readonly open: boolean }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>
        {open ? (
          <>
            <OpenLockIcon size={13} /> open: no policy limits it
          </>
        ) : policies.length === 0 ? (
          "cannot tell: a policy is doubtful or not evaluated"
        ) : (
          policies.map((policy) => (
            <PageLink key={policy} href={policyPath(cluster, policy)}>
              <PolicyIcon size={13} /> {policyTitle(policy)}
            </PageLink>
          ))
        )}
      </dd>
    </div>
  );
}
