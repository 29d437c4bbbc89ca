"use client";

import { useState } from "react";
import type { SnapshotSummary } from "#lib/api/frozen.ts";
import { momentOf } from "#lib/describe/moments.ts";
import { useRevoke, useSnapshots } from "../api/snapshots.ts";
import buttons from "../parts/button.module.css";
import styles from "./share.module.css";

/** The snapshots one may revoke. Their links are told nowhere. */
export function SnapshotList() {
  const { data, error } = useSnapshots();
  const [gone, setGone] = useState<string>();
  if (error !== null) return <p className={styles.quiet}>The snapshots could not be listed: {error.message}.</p>;
  if (data === undefined) return null;
  return (
    <section className={styles.list} aria-label="Your snapshots">
      <h3>Your snapshots</h3>
      <p role="status" className={styles.quiet}>
        {gone !== undefined ? `Revoked: ${gone}` : data.snapshots.length === 0 ? "None yet." : ""}
      </p>
      <ul>
        {data.snapshots.map((snapshot) => (
          <Snapshot key={snapshot.name} snapshot={snapshot} onRevoked={() => setGone(snapshot.title)} />
        ))}
      </ul>
    </section>
  );
}

/** Asks once more in place: a link that is gone cannot be had again. */
function Snapshot({ snapshot: { name, title, cluster, madeAt, expiresAt, reason }, onRevoked }: { readonly snapshot: SnapshotSummary; readonly onRevoked: () => void }) {
  const [asked, setAsked] = useState(false);
  const { mutate, isPending, error } = useRevoke();
  return (
    <li data-snapshot={name}>
      <p>
        {title}
        <small>
          {[cluster, `made ${momentOf(madeAt)}`, expiresAt === null ? `kept: ${reason ?? ""}` : `until ${momentOf(expiresAt)}`].join(" · ")}
        </small>
      </p>
      {asked ? (
        <span className={styles.actions} role="group" aria-label={`Revoke ${title}`}>
          <button type="button" autoFocus className={`${buttons.button} ${buttons.strong}`} disabled={isPending} onClick={() => mutate(name, { onSuccess: onRevoked })}>
            Revoke for good
          </button>
          <button type="button" className={buttons.button} onClick={() => setAsked(false)}>
            Keep it
          </button>
        </span>
      ) : (
        <button type="button" className={buttons.button} aria-label={`Revoke ${title}`} onClick={() => setAsked(true)}>
          Revoke
        </button>
      )}
      {error !== null && <p role="status">Not revoked: {error.message}.</p>}
    </li>
  );
}
