"use client";

import type { MapConnection, MapNode, PlacedMap } from "#lib/api/map.ts";
import { policyTitle } from "#lib/describe/policyids.ts";
import { count } from "#lib/describe/words.ts";
import { checkPath, isWorkload, policyPath, workloadPath } from "#lib/url/paths.ts";
import type { UrlState } from "#lib/url/state.ts";
import { OpenLockIcon, PolicyIcon } from "../parts/icons.tsx";
import buttons from "../parts/button.module.css";
import { PageLink } from "../url/PageLink.tsx";
import { VerdictSign } from "../verdict/Verdict.tsx";
import { openedBy } from "../map/levels.ts";
import { ConnectionList } from "./ConnectionList.tsx";
import styles from "./panel.module.css";

interface Props {
  readonly cluster: string;
  readonly map: PlacedMap;
  readonly node: MapNode;
  readonly state: UrlState;
  readonly change: (change: Partial<UrlState>) => void;
  readonly onSelect: (id: string) => void;
  readonly onToggle: (opens: string) => void;
}

/** A workload, its part, a pod or a destination: what limits it, and its connections. */
export function NodeDetails({ cluster, map, node, state, change, onSelect, onToggle }: Props) {
  const { id, kind, title, subtitle, namespace, detail, workload, split, hostNetwork, hubs } = node;
  const limited = kind === "group" || kind === "pod";
  const drawn = atNode(map, id);
  const own = map.connections.filter((connection) => drawn.has(connection.id)).toSorted(declaredFirst);
  const isOwn = (end: string): boolean => end === id || end === workload;
  const stated = node.blocked + node.partly + node.unknown + node.allowed;
  return (
    <>
      <p className={styles.eyebrow}>{[subtitle, namespace].filter(Boolean).join(" · ")}</p>
      <h2 className={styles.name}>{title}</h2>
      {detail !== "" && <p className={styles.detail}>{detail}</p>}
      {split !== null && <p className={styles.quiet}>A part of its replicas: {split}.</p>}
      {hostNetwork && <p className={styles.quiet}>On the host network: most engines apply no policy to it.</p>}
      {limited && (
        <dl className={styles.limits}>
          <Limit cluster={cluster} word="Egress" policies={node.egressLimitedBy} open={node.egressOpen} />
          <Limit cluster={cluster} word="Ingress" policies={node.ingressLimitedBy} open={node.ingressOpen} />
        </dl>
      )}
      <div className={styles.actions}>
        {workload !== null && isWorkload(workload) && (
          <PageLink className={`${buttons.button} ${buttons.strong}`} href={workloadPath(cluster, workload)}>
            Open page
          </PageLink>
        )}
        <PageLink className={buttons.button} href={checkPath(cluster, workload !== null ? { from: workload } : { to: id })}>
          {workload !== null ? "Check from here" : "Check to here"}
        </PageLink>
        {kind === "group" && node.pods > 1 && (
          <button type="button" className={buttons.button} title="Space" onClick={() => onToggle(id)}>
            Show {count(node.pods, "pod")}
          </button>
        )}
        {kind === "pod" && (
          <button type="button" className={buttons.button} title="Space" onClick={() => onToggle(openedBy(node, state.open) ?? workload ?? id)}>
            Hide the single pods
          </button>
        )}
        <button type="button" className={buttons.button} aria-pressed={state.focus === id} onClick={() => change({ focus: state.focus === id ? undefined : id })}>
          {state.focus === id ? "Show all connections" : "Only its connections"}
        </button>
      </div>
      {hubs.length > 0 && (
        <ul className={styles.hubs} aria-label="What everybody uses">
          {hubs.map((hub) => (
            <li key={hub.id}>
              <VerdictSign verdict={hub.verdict} /> {hub.title}
            </li>
          ))}
        </ul>
      )}
      <ConnectionList connections={own} isOwn={isOwn} onSelect={onSelect} />
      {stated > own.length && <p className={styles.quiet}>{count(stated - own.length, "more connection")} {stated - own.length === 1 ? "is" : "are"} in the table and on its page.</p>}
    </>
  );
}

/** What somebody relies on comes before what nobody declared. */
const declaredFirst = (a: MapConnection, b: MapConnection): number => Number(b.watched !== null) - Number(a.watched !== null) || Math.sign(b.declaredBy.length) - Math.sign(a.declaredBy.length);

/** Ids of the connections that the edges of a node stand for. */
const atNode = ({ edges }: PlacedMap, id: string): ReadonlySet<string> => new Set(edges.filter(({ from, to }) => from === id || to === id).flatMap(({ connections }) => connections));

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
            <PageLink key={policy} href={policyPath(cluster, policy.replace(/^policy:/, ""))}>
              <PolicyIcon size={13} /> {policyTitle(policy)}
            </PageLink>
          ))
        )}
      </dd>
    </div>
  );
}
