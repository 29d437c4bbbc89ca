"use client";

import { AgePill } from "./AgePill.tsx";
import { useCluster, useLink, useNow } from "./LiveCluster.tsx";

export function DataAge() {
  return <AgePill cluster={useCluster()} link={useLink().kind} now={useNow().now} />;
}
