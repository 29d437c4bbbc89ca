"use client";

import type { WorkloadJson } from "#lib/api/pages.ts";
import type { Direction } from "#lib/policy/algebra.ts";
import { policyTitle } from "#lib/describe/policyids.ts";
import { countsText, limitText } from "#lib/describe/workload.ts";
import { checkPath, mapPath, policyPath } from "#lib/url/paths.ts";
import { Commands } from "../check/Commands.tsx";
import { useNow } from "../live/LiveCluster.tsx";
import { OpenLockIcon, PolicyIcon, WarningIcon } from "../parts/icons.tsx";
import buttons from "../parts/button.module.css";
import page from "../parts/page.module.css";
import { Yaml } from "../policies/Yaml.tsx";
import { SharePage } from "../share/Share.tsx";
import { PageLink } from "../url/PageLink.tsx";
import { useUrlState } from "../url/useUrlState.ts";
import { Changes } from "./Changes.tsx";
import { Connections } from "./Connections.tsx";
import { Facts } from "./Facts.tsx";
import { Parts } from "./Parts.tsx";
import { SelectedBy } from "./SelectedBy.tsx";
import { BlockedKeys } from "./BlockedKeys.tsx";
import { WorkloadCopy } from "./WorkloadCopy.tsx";
import { rowsOf } from "./rows.ts";
import styles from "./workload.module.css";

const POLICY = "policy:";

/** One workload: what limits it, what it cannot reach and why, and what cannot reach it. */
export function Workload({ workload }: { readonly workload: WorkloadJson }) {
  const { state, select } = useUrlState();
  const { now } = useNow();
  const { cluster, id, namespace, kind, name, replicas, images, nodes, outgoing, incoming, policies, asked, notes, yaml } = workload;
  const chosen = state.sel?.startsWith(POLICY) ? state.sel.slice(POLICY.length) : undefined;
  const shared = { cluster: cluster.id, lit: litBy(chosen, workload), now };
  const about = [kind === "Pod" ? "Pod" : `${kind} ×${replicas}`, images.length > 0 && `image ${images.join(", ")}`, nodes.length > 0 && `on ${nodes.length === 1 ? (nodes[0] ?? "") : `${nodes.length} nodes`}`];
  return (
    <>
      {asked?.gone != null && (
        <p role="status" className={styles.gone}>
          <WarningIcon /> {asked.gone}
        </p>
      )}
      <header className={page.head}>
        <div>
          <h1>
            <span className={styles.namespace}>{namespace} /</span> {name}
          </h1>
          <p className={page.eyebrow}>{about.filter(Boolean).join(" · ")}</p>
          <ul className={styles.limits} aria-label="Limits">
            <Limit workload={workload} direction="egress" />
            <Limit workload={workload} direction="ingress" />
          </ul>
          <p>{countsText(rowsOf(outgoing, "to"), { one: "destination", many: "destinations" })}</p>
        </div>
        <div className={page.actions}>
          <PageLink className={buttons.button} href={mapPath(cluster.id, { sel: id })}>
            Show on the map
          </PageLink>
          <PageLink className={`${buttons.button} ${buttons.strong}`} href={checkPath(cluster.id, { from: id })}>
            Check from here
          </PageLink>
          <BlockedKeys />
          <WorkloadCopy workload={workload} />
          <SharePage readAt={cluster.readAt} at={state.at} />
        </div>
      </header>
      <Parts workload={workload} />
      <Connections title="What it calls" connections={outgoing} end="to" {...shared} />
      <Connections title="What calls it" connections={incoming} end="from" {...shared} />
      <SelectedBy workload={workload} chosen={policies.some(({ policy }) => policy === chosen) ? chosen : undefined} onChoose={(policy) => select(policy === undefined ? undefined : POLICY + policy)} now={now} />
      <Changes cluster={cluster.id} changes={workload.changes} now={now} />
      <Facts workload={workload} />
      {yaml !== "" && (
        <details className={page.fold}>
          <summary>
            YAML <small>what was read of it</small>
          </summary>
          <Yaml file={`${kind} ${namespace}/${name}`} firstLine={1} text={yaml} />
        </details>
      )}
      <Commands commands={workload.kubectl} />
      {notes.length > 0 && (
        <section className={page.card}>
          <h2>Notes</h2>
          <ul className={page.list}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** `EGRESS limited by 2 policies: default-deny, allow-dns`. */
function Limit({ workload, direction }: { readonly workload: WorkloadJson; readonly direction: Direction }) {
  const { cluster, egressLimitedBy, ingressLimitedBy, egressOpen, ingressOpen } = workload;
  const [limiting, open] = direction === "egress" ? [egressLimitedBy, egressOpen] : [ingressLimitedBy, ingressOpen];
  return (
    <li data-open={open}>
      {open ? <OpenLockIcon /> : <PolicyIcon />}
      <span>
        <b>{direction.toUpperCase()}</b> {limitText(workload, direction)}{" "}
        {limiting.map((policy, index) => (
          <span key={policy}>
            {index > 0 && ", "}
            <PageLink href={policyPath(cluster.id, policy)}>{policyTitle(policy)}</PageLink>
          </span>
        ))}
      </span>
    </li>
  );
}

/** Connections that a policy blocks, or that its deletion would give another verdict. */
function litBy(policy: string | undefined, { policies, outgoing, incoming }: WorkloadJson): ReadonlySet<string> {
  const changed = policies.find((one) => one.policy === policy)?.removal?.changed ?? [];
  const blocked = policy === undefined ? [] : [...outgoing, ...incoming].filter(({ blockedBy }) => blockedBy.includes(policy)).map(({ id }) => id);
  return new Set([...changed, ...blocked]);
}
