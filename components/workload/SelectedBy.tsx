import type { WorkloadJson } from "#lib/api/pages.ts";
import { policyTitle } from "#lib/describe/policyids.ts";
import { ageOf } from "#lib/describe/time.ts";
import { count } from "#lib/describe/words.ts";
import { policyPath } from "#lib/url/paths.ts";
import buttons from "../parts/button.module.css";
import page from "../parts/page.module.css";
import { PageLink } from "../url/PageLink.tsx";
import styles from "./policies.module.css";

interface Props {
  readonly workload: WorkloadJson;
  /** Id of the policy whose rows are lit. */
  readonly chosen: string | undefined;
  readonly onChoose: (policy: string | undefined) => void;
  /** Milliseconds. */
  readonly now: number;
}

/** Policies that select the workload, with what matched, and what deleting each would do. Choosing one lights the rows it concerns. */
export function SelectedBy({ workload: { cluster, policies, labels }, chosen, onChoose, now }: Props) {
  return (
    <details className={page.fold} open={chosen !== undefined || undefined}>
      <summary>Policies that select this pod ({policies.length})</summary>
      {policies.length === 0 && <p className={styles.none}>None: nothing limits what it calls or who calls it.</p>}
      <ul className={styles.policies}>
        {policies.map((policy) => {
          const isChosen = policy.policy === chosen;
          return (
            <li key={policy.policy} data-chosen={isChosen || undefined}>
              <div className={styles.head}>
                <h3>
                  <PageLink href={policyPath(cluster.id, policy.policy, { kind: policy.kind, line: policy.line })}>{policyTitle(policy.policy)}</PageLink>
                </h3>
                <span>{[policy.kind, policy.tier, policy.directions.join(" and "), count(policy.rules, "rule")].filter(Boolean).join(" · ")}</span>
                <button type="button" className={buttons.button} aria-pressed={isChosen} data-scripted onClick={() => onChoose(isChosen ? undefined : policy.policy)}>
                  {isChosen ? "Rows are marked" : "Mark its rows"}
                </button>
              </div>
              <p className={styles.selector}>
                by <code>{policy.selector}</code>
                {policy.labels.length > 0 && (
                  <>
                    {" "}
                    · labels{" "}
                    {labels.map(({ key, value }) => (
                      <code key={key}>{policy.labels.includes(key) ? <b>{`${key}=${value}`}</b> : `${key}=${value}`}</code>
                    ))}
                  </>
                )}
              </p>
              <p className={styles.origin}>{originOf(policy, now)}</p>
              {policy.removal !== null && <p className={styles.removal}>{policy.removal.sentence}</p>}
            </li>
          );
        })}
      </ul>
    </details>
  );
}

/** As far as somebody told. */
function originOf({ created, owner, keptBy, elsewhere }: WorkloadJson["policies"][number], now: number): string {
  const parts = [
    created === null ? "" : `${ageOf(created, now)} old`,
    owner === null ? "" : `owner ${owner}`,
    keptBy ?? "",
    elsewhere === 0 ? "selects nothing else" : `also selects ${count(elsewhere, "other workload")}`,
  ];
  return parts.filter(Boolean).join(" · ");
}
