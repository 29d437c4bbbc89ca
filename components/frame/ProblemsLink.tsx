"use client";

import { count } from "#lib/describe/words.ts";
import { problemsPath } from "#lib/url/paths.ts";
import { useCluster } from "../live/LiveCluster.tsx";
import { WarningIcon } from "../parts/icons.tsx";
import { PageLink } from "../url/PageLink.tsx";
import styles from "./frame.module.css";

/** How much of the input could not be read, as long as there is any. */
export function ProblemsLink() {
  const { id, problems } = useCluster();
  if (problems === 0) return null;
  return (
    <PageLink href={problemsPath(id)} className={styles.problems}>
      <WarningIcon size={14} /> {count(problems, "problem")}
    </PageLink>
  );
}
