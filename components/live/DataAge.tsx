"use client";

import { useUrlState } from "../url/useUrlState.ts";
import { AgePill } from "./AgePill.tsx";
import { useCluster, useLink, useNow } from "./LiveCluster.tsx";

/** Of a past state the strip beneath tells when it was. */
export function DataAge() {
  const cluster = useCluster();
  const link = useLink();
  const { now } = useNow();
  const { at } = useUrlState().state;
  return at === undefined ? <AgePill cluster={cluster} link={link.kind} now={now} /> : null;
}
