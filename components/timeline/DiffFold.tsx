"use client";

import { useState } from "react";
import type { ChangeJson } from "#lib/api/history.ts";
import { useDiff } from "../api/queries.ts";
import { DiffLines } from "./DiffLines.tsx";
import styles from "./card.module.css";

/** What a change wrote, asked for when somebody wants to read it. */
export function DiffFold({ cluster, at, change }: { readonly cluster: string; readonly at: string; readonly change: ChangeJson }) {
  const [opened, setOpened] = useState(false);
  const { data: diff, error } = useDiff(cluster, { at, object: change.object, enabled: opened });
  return (
    <details className={styles.fold} data-scripted onToggle={({ currentTarget }) => currentTarget.open && setOpened(true)}>
      <summary>
        What differs<span className="unseen"> in {change.name}</span>
      </summary>
      {diff !== undefined && <DiffLines diff={diff} />}
      {diff === undefined && <p role="status">{error === null ? "Reading both versions…" : `The versions could not be read: ${error.message}.`}</p>}
    </details>
  );
}
