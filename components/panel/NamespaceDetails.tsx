"use client";

import type { MapBox, PlacedMap } from "#lib/api/map.ts";
import { policyPath } from "#lib/url/paths.ts";
import { termOf, withTerm } from "#lib/query/parse.ts";
import type { UrlState } from "#lib/url/state.ts";
import { count } from "#lib/describe/words.ts";
import { PolicyIcon } from "../parts/icons.tsx";
import buttons from "../parts/button.module.css";
import { PageLink } from "../url/PageLink.tsx";
import { ConnectionList } from "./ConnectionList.tsx";
import styles from "./panel.module.css";

interface Props {
  readonly cluster: string;
  readonly map: PlacedMap;
  readonly box: MapBox;
  readonly state: UrlState;
  readonly change: (change: Partial<UrlState>) => void;
  readonly onSelect: (id: string) => void;
  readonly onToggle: (opens: string) => void;
}

/** A namespace: how much of it is limited, by what, and its blocked connections. */
export function NamespaceDetails({ cluster, map, box, state, change, onSelect, onToggle }: Props) {
  const { namespace, open, groups, workloads, limited, withheld, rims } = box;
  const inside = (id: string): boolean => id.startsWith(`${namespace}/`);
  const connections = map.connections.filter(({ from, target }) => inside(from) || inside(target));
  return (
    <>
      <p className={styles.eyebrow}>Namespace</p>
      <h2 className={styles.name}>{namespace}</h2>
      <p className={styles.detail}>
        {`${String(limited)} of ${count(workloads, "workload")} limited, ${count(groups, "group")} that a policy could tell apart.`}
      </p>
      {withheld && <p className={styles.quiet}>Its policies cannot be read. Verdicts to it: Cannot tell.</p>}
      {rims.length > 0 && (
        <dl className={styles.limits}>
          <div>
            <dt>All pods</dt>
            <dd>
              {rims.map(({ policy, name, directions }) => (
                <PageLink key={policy} href={policyPath(cluster, policy.replace(/^policy:/, ""))}>
                  <PolicyIcon size={13} /> {name} · {directions.join(" and ")}
                </PageLink>
              ))}
            </dd>
          </div>
        </dl>
      )}
      <div className={styles.actions}>
        <button type="button" className={`${buttons.button} ${buttons.strong}`} title="Space" onClick={() => onToggle(namespace)}>
          {open ? "Close it" : `Open its ${count(groups, "group")}`}
        </button>
        <button type="button" className={buttons.button} aria-pressed={state.ns.length === 1 && state.ns[0] === namespace} onClick={() => change({ ns: [namespace] })}>
          Only this namespace
        </button>
        <button type="button" className={buttons.button} onClick={() => change({ q: withTerm(state.q, termOf("ns", [namespace], true)), sel: undefined, focus: undefined })}>
          Hide
        </button>
      </div>
      <ConnectionList connections={connections} isOwn={inside} onSelect={onSelect} />
    </>
  );
}
