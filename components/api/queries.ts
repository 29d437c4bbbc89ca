"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ConnectionJson, GraphJson } from "#lib/api/graph.ts";
import { ROUTES } from "#lib/api/routes.ts";
import { ask } from "./ask.ts";

/** Keys begin with the cluster, because a new revision makes all of them old at once. */
export const clusterKey = (cluster: string, ...rest: readonly string[]): readonly string[] => ["cluster", cluster, ...rest];

export function useGraph(cluster: string, initialData?: GraphJson) {
  return useQuery({
    queryKey: clusterKey(cluster, "graph"),
    queryFn: ({ signal }) => ask(ROUTES.graph, { cluster }, signal),
    ...(initialData !== undefined && { initialData }),
    placeholderData: keepPreviousData,
  });
}

/** The full answer for a connection that the map knows. */
export function useCheck(cluster: string, { from, to, port, protocol }: ConnectionJson) {
  return useQuery({
    queryKey: clusterKey(cluster, "check", from, to, String(port), protocol),
    queryFn: ({ signal }) => ask(ROUTES.check, { cluster, from, to, port: String(port), proto: protocol.toLowerCase() }, signal),
  });
}
