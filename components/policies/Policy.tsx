import type { PolicyJson } from "#lib/api/pages.ts";
import { count } from "#lib/describe/words.ts";
import { NETWORK_POLICY } from "#lib/policy/standardtiers.ts";
import { mapPath, workloadPath } from "#lib/url/paths.ts";
import { ConnectionTable } from "../connections/ConnectionTable.tsx";
import { worstFirst } from "../connections/order.ts";
import buttons from "../parts/button.module.css";
import page from "../parts/page.module.css";
import { PageLink } from "../url/PageLink.tsx";
import { LitLines } from "./LitLines.tsx";
import { STATUS_TEXT } from "./PolicyTable.tsx";
import { ProblemList } from "./ProblemList.tsx";
import { RowList } from "./RowList.tsx";
import { Yaml } from "./Yaml.tsx";
import styles from "./policies.module.css";

const toLine = (line: number): string => `#L${line}`;

/** One policy: its rules beside the lines that say them, whom it selects, and what is blocked there. */
export function Policy({ policy: { cluster, policy, egressRows, ingressRows, file, firstLine, yaml, connections } }: { readonly policy: PolicyJson }) {
  const { id, kind, tier, namespace, name, status, directions, selector, workloads, pods, problems } = policy;
  return (
    <>
      <header className={page.head}>
        <div>
          <p className={page.eyebrow}>{[kind, tier !== NETWORK_POLICY.title && tier, namespace === "" ? "the whole cluster" : namespace, directions.length > 0 && `limits ${directions.join(" and ")}`].filter(Boolean).join(" · ")}</p>
          <h1>{name}</h1>
          <p>{status === "evaluated" ? (connections.length === 0 ? "No declared connection is blocked where it limits." : `${count(connections.length, "declared connection")} ${connections.length === 1 ? "is" : "are"} blocked where it limits.`) : `This policy is ${STATUS_TEXT[status]}.`}</p>
        </div>
        <PageLink className={buttons.button} href={mapPath(cluster.id, { sel: `policy:${id}` })}>
          Show on the map
        </PageLink>
      </header>
      <LitLines className={styles.reader}>
        <div className={styles.rules}>
          {directions.includes("egress") && <RowList title="Egress: where they may go" rows={egressRows} lineHref={toLine} />}
          {directions.includes("ingress") && <RowList title="Ingress: who may call" rows={ingressRows} lineHref={toLine} />}
          <section className={styles.subjects} aria-label="Selected pods">
            <h2>Selects {status === "evaluated" || status === "doubtful" ? count(pods, "pod") : "nothing that is judged"}</h2>
            {selector !== "" && (
              <p className={page.quiet}>
                by <code>{selector}</code>
              </p>
            )}
            <ul>
              {workloads.map((workload) => (
                <li key={workload}>
                  <PageLink href={workloadPath(cluster.id, workload)}>{workload}</PageLink>
                </li>
              ))}
            </ul>
          </section>
        </div>
        <Yaml file={file} firstLine={firstLine} text={yaml} />
      </LitLines>
      <ProblemList problems={problems} />
      {connections.length > 0 && (
        <section className={page.card} aria-label="Blocked where it limits">
          <h2>Blocked where it limits</h2>
          <ConnectionTable cluster={cluster.id} connections={worstFirst(connections)} caption="Blocked where it limits" />
        </section>
      )}
    </>
  );
}
