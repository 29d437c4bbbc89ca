import type { WorkloadJson } from "#lib/api/pages.ts";
import { checkPath, mapPath } from "#lib/url/paths.ts";
import { worstFirst } from "../connections/order.ts";
import { countVerdicts, limitNames } from "../map/sentences.ts";
import { OpenLockIcon, PolicyIcon } from "../parts/icons.tsx";
import buttons from "../parts/button.module.css";
import page from "../parts/page.module.css";
import { PageLink } from "../url/PageLink.tsx";
import { VERDICTS } from "../verdict/Verdict.tsx";
import { Destinations } from "./Destinations.tsx";
import { Facts } from "./Facts.tsx";
import { SelectedBy } from "./SelectedBy.tsx";
import styles from "./workload.module.css";

const PARTS = { deny: "blocked", partial: "partly blocked", unknown: "cannot tell", allow: "allowed" } as const;

/** One workload: what limits it, what it cannot reach and why, and what cannot reach it. */
export function Workload({ workload }: { readonly workload: WorkloadJson }) {
  const { cluster, id, namespace, kind, name, replicas, images, nodes, outgoing, incoming, egressLimitedBy, ingressLimitedBy, egressOpen, ingressOpen, notes } = workload;
  const counts = countVerdicts(outgoing);
  const told = VERDICTS.filter((verdict) => counts[verdict] > 0).map((verdict) => `${counts[verdict]} ${PARTS[verdict]}`);
  const about = [kind === "Pod" ? "Pod" : `${kind} ×${replicas}`, namespace, images.length > 0 && `image ${images.join(", ")}`, nodes.length > 0 && `on ${nodes.length === 1 ? nodes[0] : `${nodes.length} nodes`}`];
  return (
    <>
      <header className={page.head}>
        <div>
          <p className={page.eyebrow}>{about.filter(Boolean).join(" · ")}</p>
          <h1>{name}</h1>
          <p>{told.length === 0 ? "No declared destination." : `Destinations: ${told.join(", ")}.`}</p>
        </div>
        <div className={page.actions}>
          <PageLink className={buttons.button} href={mapPath(cluster.id, { sel: id })}>
            Show on the map
          </PageLink>
          <PageLink className={`${buttons.button} ${buttons.strong}`} href={checkPath(cluster.id, { from: id })}>
            Check from here
          </PageLink>
        </div>
      </header>
      <ul className={styles.limits} aria-label="Limits">
        {([["Egress", egressLimitedBy, egressOpen], ["Ingress", ingressLimitedBy, ingressOpen]] as const).map(([direction, policies, open]) => (
          <li key={direction} data-open={open}>
            {open ? <OpenLockIcon /> : <PolicyIcon />} {limitNames(direction, policies, open)}
          </li>
        ))}
      </ul>
      <Destinations title="What it calls" cluster={cluster.id} connections={worstFirst(outgoing)} end="from" />
      <Destinations title="What calls it" cluster={cluster.id} connections={worstFirst(incoming)} end="to" />
      <SelectedBy workload={workload} />
      <Facts workload={workload} />
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
