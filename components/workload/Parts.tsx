import type { WorkloadJson } from "#lib/api/pages.ts";
import { policyTitle } from "#lib/describe/policyids.ts";
import { HEADLINES, listOf } from "#lib/describe/words.ts";
import page from "../parts/page.module.css";
import { VerdictSign } from "../verdict/Verdict.tsx";
import styles from "./workload.module.css";

/** Pods of one workload that policies tell apart, as while a rollout goes on: what each part is told. */
export function Parts({ workload: { parts, outgoing } }: { readonly workload: WorkloadJson }) {
  if (parts.length === 0) return null;
  const differing = outgoing.filter(({ id }) => new Set(parts.map(({ verdicts }) => verdicts.find(({ connection }) => connection === id)?.code)).size > 1);
  return (
    <section className={page.card} aria-label="Its pods are not alike">
      <h2>Its pods are not alike</h2>
      <ul className={styles.parts}>
        {parts.map(({ pods, told, egressLimitedBy, ingressLimitedBy, verdicts }) => (
          <li key={pods.join(" ")}>
            <h3>{told}</h3>
            <p className={page.quiet}>
              Egress {limits(egressLimitedBy)}; ingress {limits(ingressLimitedBy)}.
            </p>
            <ul>
              {differing.map(({ id, toTitle, port, protocol }) => {
                const own = verdicts.find(({ connection }) => connection === id);
                return (
                  own && (
                    <li key={id} data-verdict={own.verdict}>
                      <VerdictSign verdict={own.verdict} code={own.code} /> {`${toTitle} ${port}/${protocol.toLowerCase()}: ${HEADLINES[own.code]}`}
                    </li>
                  )
                );
              })}
            </ul>
          </li>
        ))}
      </ul>
      {differing.length === 0 && <p className={page.quiet}>Of what it is declared to call every part is told the same.</p>}
    </section>
  );
}

const limits = (policies: readonly string[]): string => (policies.length === 0 ? "is not limited" : `is limited by ${listOf(policies.map(policyTitle))}`);
