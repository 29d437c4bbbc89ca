"use client";

import { type FormEvent, useState } from "react";
import type { Leave } from "#lib/api/frozen.ts";
import type { CheckJson } from "#lib/api/pages.ts";
import type { Selection } from "#lib/url/selection.ts";
import { useFreeze, usePreview } from "../api/snapshots.ts";
import { Figure } from "../figure/Figure.tsx";
import buttons from "../parts/button.module.css";
import { Inside } from "./Inside.tsx";
import { Made } from "./Made.tsx";
import styles from "./share.module.css";

const EXPIRIES = [
  { expiry: "24h", title: "24 hours" },
  { expiry: "7d", title: "7 days" },
  { expiry: "30d", title: "30 days" },
  { expiry: "kept", title: "Keep" },
] as const;

const LEAVES = [
  { leave: "yaml", title: "Leave the policies’ YAML out" },
  { leave: "names", title: "Put pseudonyms for names and addresses" },
] as const satisfies readonly { readonly leave: Leave; readonly title: string }[];

interface Props {
  readonly cluster: string;
  readonly check: CheckJson;
  readonly ends: Selection;
  readonly at: string | undefined;
}

/** Stores the answer as it is, after it was shown what that is. */
export function FrozenLink({ cluster, check, ends, at }: Props) {
  const [expiry, setExpiry] = useState<(typeof EXPIRIES)[number]["expiry"]>("30d");
  const [reason, setReason] = useState("");
  const [leave, setLeave] = useState<readonly Leave[]>([]);
  const preview = usePreview(cluster, { ...ends, at, leave });
  const { freeze, busy, refusal, made, again } = useFreeze(cluster);
  if (made !== undefined) return <Made link={made} durable={preview.data?.durable ?? true} again={again} />;

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    freeze({ ...ends, at, expiry, ...(expiry === "kept" && { reason: reason.trim() }), leave: [...leave] });
  };
  return (
    <form className={styles.part} onSubmit={submit}>
      <p>A frozen link shows these bytes and nothing else, whatever becomes of the cluster.</p>
      <div className={styles.card}>
        <p className={styles.sentence}>{preview.data?.sentence ?? check.headline}</p>
        {!leave.includes("names") && <Figure figure={check.figure} />}
      </div>
      <Inside preview={preview.data} error={preview.error} />
      <fieldset className={styles.leaves}>
        <legend>Before it is stored</legend>
        {LEAVES.map(({ leave: one, title }) => (
          <label key={one}>
            <input type="checkbox" checked={leave.includes(one)} onChange={({ target }) => setLeave(target.checked ? [...leave, one] : leave.filter((other) => other !== one))} /> {title}
          </label>
        ))}
      </fieldset>
      <div className={styles.fields}>
        <label>
          Kept for
          <select value={expiry} onChange={({ target }) => setExpiry(EXPIRIES.find((one) => one.expiry === target.value)?.expiry ?? "30d")}>
            {EXPIRIES.map((one) => (
              <option key={one.expiry} value={one.expiry}>
                {one.title}
              </option>
            ))}
          </select>
        </label>
        {expiry === "kept" && (
          <label className={styles.reason}>
            Why it is kept
            <input required maxLength={200} value={reason} onChange={({ target }) => setReason(target.value)} placeholder="Postmortem of 16 April" />
          </label>
        )}
      </div>
      <p className={styles.quiet}>Who can open it: whoever may enter this dashboard and has the link.{preview.data?.durable === false && " Kept in memory only: this link dies when Whydrop stops."}</p>
      {refusal !== undefined && (
        <p role="status" className={styles.refusal}>
          {refusal}
        </p>
      )}
      <p>
        <button type="submit" className={`${buttons.button} ${buttons.strong}`} disabled={busy}>
          {busy ? "Freezing…" : "Freeze"}
        </button>
      </p>
    </form>
  );
}
