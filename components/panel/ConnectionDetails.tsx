"use client";

import type { MapConnection } from "#lib/api/map.ts";
import { momentAndAge } from "#lib/describe/moments.ts";
import { checkPath } from "#lib/url/paths.ts";
import type { Selection } from "#lib/url/selection.ts";
import { useCheck } from "../api/queries.ts";
import { CopyMenu } from "../check/CopyMenu.tsx";
import { ThreeSteps } from "../check/ThreeSteps.tsx";
import { useNow } from "../live/LiveCluster.tsx";
import buttons from "../parts/button.module.css";
import { PageLink } from "../url/PageLink.tsx";
import { useUrlState } from "../url/useUrlState.ts";
import { VerdictTag } from "../verdict/Verdict.tsx";
import { Since } from "./Since.tsx";
import styles from "./panel.module.css";

interface Props {
  readonly cluster: string;
  readonly id: string;
  readonly ends: Selection;
  /** undefined: the map has others to tell first, or it is not declared. */
  readonly connection: MapConnection | undefined;
}

export function ConnectionDetails({ cluster, id, ends, connection }: Props) {
  const { from, to, port, proto } = ends;
  const { at } = useUrlState().state;
  const { data: check, error } = useCheck(cluster, ends, at);
  const { now } = useNow();
  const verdict = connection?.verdict ?? check?.answer.verdict;
  const code = connection?.code ?? check?.answer.code;
  return (
    <>
      {verdict !== undefined && code !== undefined && <VerdictTag verdict={verdict} code={code} />}
      <h2 className={styles.sentence}>{check?.headline ?? connection?.reason ?? "Reading the answer…"}</h2>
      <p className={styles.path}>
        <span title={from}>{connection?.fromTitle ?? from}</span> → <span title={to}>{connection?.toTitle ?? to}</span> <code>{`${port}/${proto}`}</code> {code !== undefined && <code className={styles.code}>{code}</code>}
      </p>
      {verdict !== undefined && verdict !== "allow" && <Since cluster={cluster} sel={id} until={at} />}
      {connection !== undefined && connection.changedAt !== null && verdict === "allow" && <p className={styles.quiet}>New verdict since {momentAndAge(connection.changedAt, now)}.</p>}
      <div className={styles.actions}>
        <PageLink className={`${buttons.button} ${buttons.strong}`} href={checkPath(cluster, ends)}>
          Open
        </PageLink>
        {check !== undefined && <CopyMenu check={check} />}
        {(verdict === "deny" || verdict === "partial") && (
          <PageLink className={buttons.button} href={checkPath(cluster, { ...ends, blame: true })}>
            Find the change that broke this
          </PageLink>
        )}
      </div>
      {check !== undefined && <ThreeSteps three={check.three} outcome={check.figure.outcome} />}
      {check === undefined && error === null && <p className={styles.quiet}>Reading the three steps…</p>}
      {error !== null && <p className={styles.quiet}>The check did not finish: {error.message}.</p>}
      {connection !== undefined && <Declared connection={connection} />}
    </>
  );
}

function Declared({ connection: { declaredBy, watched, expected } }: { readonly connection: MapConnection }) {
  if (declaredBy.length === 0) return <p className={styles.quiet}>Not declared anywhere.</p>;
  return (
    <p className={styles.quiet}>
      Declared by {declaredBy.join(" and ")}
      {watched !== null && `, watched as ${watched}`}
      {expected !== null && `, expected: ${expected === "allow" ? "allowed" : "blocked"}`}.
    </p>
  );
}
