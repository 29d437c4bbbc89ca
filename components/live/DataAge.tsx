"use client";

import { useUrlState } from "../url/useUrlState.ts";
import { AgePill } from "./AgePill.tsx";
import { useCluster, useLink, useNow } from "./LiveCluster.tsx";

/** Of a past state the strip beneath tells when it was. */
export function DataAge() {
  const { at } = useUrlState().state;
  if (at !== undefined) return null;
  return <AgePill cluster={useCluster()} link={useLink().kind} now={useNow().now} />;
}
