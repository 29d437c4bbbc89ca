"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { ClusterJson } from "#lib/api/graph.ts";
import type { PlacedMap } from "#lib/api/map.ts";
import { ROUTES } from "#lib/api/routes.ts";
import { isReading } from "#lib/describe/kindstates.ts";
import { policyKeyOf } from "#lib/url/paths.ts";
import type { Selection } from "#lib/url/selection.ts";
import { ask } from "./ask.ts";

/** Keys begin with the cluster, because a new revision makes all of them old at once. */
export const clusterKey = (cluster: string, ...rest: readonly string[]): readonly string[] => ["cluster", cluster, ...rest];

/** What is past stays as it is: no revision makes it old. */
export const keyAt = (cluster: string, at: string | undefined, ...rest: readonly string[]): readonly string[] => (at === undefined ? clusterKey(cluster, ...rest) : ["past", cluster, at, ...rest]);

interface MapOptions {
  /** What the server answered when it made the page. */
  readonly initialData?: PlacedMap | undefined;
  readonly enabled?: boolean;
  /** Milliseconds. */
  readonly staleTime?: number;
}

/** @param asked as in the address; the map before is shown until this one is there */
export function useMap(cluster: string, asked: Readonly<Record<string, string | undefined>>, { initialData, enabled = true, staleTime = Infinity }: MapOptions = {}) {
  const { at } = asked;
  const given = Object.entries(asked).flatMap(([name, value]) => (value === undefined || name === "at" ? [] : [`${name}=${value}`]));
  return useQuery({
    queryKey: keyAt(cluster, at, "map", ...given),
    queryFn: ({ signal }) => ask(ROUTES.map, { ...asked, cluster }, signal),
    ...(initialData !== undefined && { initialData }),
    placeholderData: keepPreviousData,
    enabled,
    staleTime,
  });
}

/** The full answer for a connection. */
export function useCheck(cluster: string, { from, to, port, proto }: Selection, at: string | undefined) {
  return useQuery({
    queryKey: keyAt(cluster, at, "check", from, to, port, proto),
    queryFn: ({ signal }) => ask(ROUTES.check, { cluster, from, to, port, proto: proto.toLowerCase(), at }, signal),
  });
}

/** One policy with its rules. @param id namespace/name, of other kinds than NetworkPolicy Kind:namespace/name */
export function usePolicy(cluster: string, id: string, at: string | undefined) {
  const { namespace, name, kind } = policyKeyOf(id);
  return useQuery({ queryKey: keyAt(cluster, at, "policy", id), queryFn: ({ signal }) => ask(ROUTES.policy, { cluster, ns: namespace, name, kind, at }, signal) });
}

/**
 * The cluster itself. A live one is asked about again and again, also while the page is hidden: that what is held is still
 * true is no change, and so no revision tells it.
 */
export function useClusterState(initial: ClusterJson): ClusterJson {
  const { data } = useQuery({
    queryKey: clusterKey(initial.id, "state"),
    queryFn: async ({ signal }) => {
      const { clusters } = await ask(ROUTES.clusters, {}, signal);
      const cluster = clusters.find(({ id }) => id === initial.id);
      if (cluster === undefined) throw new Error(`the server no longer reads ${initial.id}`);
      return { cluster };
    },
    initialData: { cluster: initial },
    refetchInterval: ({ state }) => pollInterval(state.data?.cluster ?? initial),
    refetchIntervalInBackground: true,
    refetchOnWindowFocus: initial.kinds.length > 0 && "always",
  });
  return data.cluster;
}

/** Milliseconds; false for what only changes with a revision. */
const pollInterval = ({ kinds }: ClusterJson): number | false => (kinds.length === 0 ? false : isReading(kinds) ? 1_000 : 10_000);

/** What made a connection's verdict another one, newest first. @param until RFC 3339; undefined: now */
export function useFlips(cluster: string, sel: string, until: string | undefined) {
  return useQuery({
    queryKey: clusterKey(cluster, "flips", sel, until ?? ""),
    queryFn: ({ signal }) => ask(ROUTES.timeline, { cluster, sel, until }, signal),
  });
}

/** One object just before and just after a change; what is past stays as it is. */
export function useDiff(cluster: string, { at, object, enabled }: { readonly at: string; readonly object: string; readonly enabled: boolean }) {
  return useQuery({ queryKey: ["past", cluster, "diff", at, object], queryFn: ({ signal }) => ask(ROUTES.change, { cluster, at, object }, signal), enabled });
}

/** Which change since then made a verdict what it is, allowed or not. @param since RFC 3339 */
export function useCause(cluster: string, { from, to, port, proto }: Selection, since: string) {
  return useQuery({ queryKey: clusterKey(cluster, "blame", from, to, port, proto, since), queryFn: ({ signal }) => ask(ROUTES.blame, { cluster, from, to, port, proto, since, of: "change" }, signal) });
}
