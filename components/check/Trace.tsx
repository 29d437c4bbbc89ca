import type { ReactNode } from "react";
import type { AnswerJson, StepJson } from "#lib/api/answer.ts";
import { HEADLINES } from "#lib/describe/words.ts";
import { policyPath } from "#lib/url/paths.ts";
import { Ticked } from "../parts/Ticked.tsx";
import { PageAnchor } from "../url/PageLink.tsx";
import { VerdictSign } from "../verdict/Verdict.tsx";
import styles from "./trace.module.css";

/** Every question that was asked and its answer, with the line of the file that gave it. @param cluster absent: nothing of it is linked */
export function Trace({ cluster, answer }: { readonly cluster?: string; readonly answer: AnswerJson }) {
  const { steps, verdict, code } = answer;
  return (
    <ol className={styles.trace}>
      {steps.map((step, index) => (
        <li key={index} data-code={step.code}>
          <span className={styles.text}>
            <Ticked text={step.text} /> <Place cluster={cluster} step={step} />
          </span>
          <code className={styles.code}>{step.code}</code>
        </li>
      ))}
      <li className={styles.verdict} data-verdict={verdict}>
        <span className={styles.text}>
          <VerdictSign verdict={verdict} code={code} /> {HEADLINES[code]}
        </span>
        <code className={styles.code}>{code}</code>
      </li>
    </ol>
  );
}

/** A policy has a page whose lines can be linked; of anything else the file is named. */
function Place({ cluster, step: { object, file, line } }: { readonly cluster: string | undefined; readonly step: StepJson }): ReactNode {
  if (file === undefined || line === undefined) return null;
  const [kind = "", name = ""] = (object ?? "").split(" ");
  const place = `${file}:${line}`;
  if (cluster === undefined || !/Policy(\.|$)/.test(kind)) return <span className={styles.place}>{place}</span>;
  return (
    <PageAnchor className={styles.place} href={policyPath(cluster, name.includes("/") ? name : `/${name}`, { kind, line })}>
      {place}
    </PageAnchor>
  );
}
