"use client";

import type { ConnectionJson } from "#lib/api/graph.ts";
import { checkPath } from "#lib/url/paths.ts";
import { useCheck } from "../api/queries.ts";
import { ThreeSteps } from "../check/ThreeSteps.tsx";
import { useAged } from "../live/useAged.ts";
import { CopyButton } from "../parts/CopyButton.tsx";
import { LinkIcon } from "../parts/icons.tsx";
import buttons from "../parts/button.module.css";
import { PageLink } from "../url/PageLink.tsx";
import { useUrlState } from "../url/useUrlState.ts";
import { VerdictTag } from "../verdict/Verdict.tsx";
import { Since } from "./Since.tsx";
import styles from "./panel.module.css";

export function ConnectionDetails({ cluster, connection }: { readonly cluster: string; readonly connection: ConnectionJson }) {
  const { from, to, fromTitle, toTitle, port, protocol, verdict, code, reason, watched, expected, declaredBy } = connection;
  const { at } = useUrlState().state;
  const { data: check, error } = useCheck(cluster, connection, at);
  const aged = useAged();
  return (
    <>
      <VerdictTag verdict={verdict} code={code} />
      <h2 className={styles.sentence}>{check?.headline ?? reason}</h2>
      <p className={styles.path}>
        <span title={from}>{fromTitle}</span> → <span title={to}>{toTitle}</span> <code>{`${port}/${protocol.toLowerCase()}`}</code>
      </p>
      {verdict !== "allow" && <Since cluster={cluster} sel={connection.id} until={at} />}
      {check !== undefined && <ThreeSteps three={check.three} outcome={check.figure.outcome} />}
      {check === undefined && error === null && <p className={styles.quiet}>Reading the three steps…</p>}
      {error !== null && <p className={styles.quiet}>The check did not finish: {error.message}.</p>}
      <div className={styles.actions}>
        <PageLink className={`${buttons.button} ${buttons.strong}`} href={checkPath(cluster, { from, to, port: String(port), proto: protocol })}>
          Open check
        </PageLink>
        {(verdict === "deny" || verdict === "partial") && (
          <PageLink className={buttons.button} href={checkPath(cluster, { from, to, port: String(port), proto: protocol, blame: true })}>
            Find the change that broke this
          </PageLink>
        )}
        <CopyButton icon={<LinkIcon />} text={() => window.location.href}>
          Copy link
        </CopyButton>
        {check !== undefined && <CopyButton text={aged(check.slack)}>Copy for Slack</CopyButton>}
      </div>
      <p className={styles.quiet}>
        Declared by {declaredBy.join(" and ")}
        {watched !== null && `, watched as ${watched}`}
        {expected !== null && `, expected: ${expected === "allow" ? "allowed" : "blocked"}`}.
      </p>
    </>
  );
}
