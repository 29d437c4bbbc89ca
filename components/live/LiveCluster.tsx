"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useRouter, useSearchParams } from "next/navigation";
import { type ReactNode, createContext, use, useEffect, useRef, useState, useSyncExternalStore, useTransition } from "react";
import type { ClusterJson } from "#lib/api/graph.ts";
import { useClusterState } from "../api/queries.ts";
import { asksAgain } from "../url/underway.ts";
import { type Clock, useClock } from "./clock.ts";
import { type Live, NOTHING_HEARD } from "./link.ts";
import { refresher } from "./refresh.ts";
import { revisions } from "./revisions.ts";
import { useIsMap } from "./useIsMap.ts";

const ClusterContext = createContext<ClusterJson | undefined>(undefined);
const ClockContext = createContext<Clock | undefined>(undefined);

interface Props {
  readonly cluster: ClusterJson;
  /** When the server made the page, RFC 3339: ages are told by its clock. */
  readonly renderedAt: string;
  readonly children: ReactNode;
}

/** What the pages below know of a cluster is kept fresh: every revision makes their answers old. */
export function LiveCluster(props: Props) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity, refetchOnWindowFocus: false } } }));
  return (
    <QueryClientProvider client={client}>
      <Refreshing client={client} {...props} />
    </QueryClientProvider>
  );
}

function Refreshing({ client, cluster, renderedAt, children }: Props & { readonly client: QueryClient }) {
  const { revision, returns } = useLive(cluster.id);
  const [refresh] = useState(() => refresher(client, cluster.id));
  useEffect(() => {
    if (revision !== undefined) refresh({ revision, returns });
  }, [refresh, revision, returns]);
  return (
    <ClusterContext value={useClusterState(cluster)}>
      <ClockContext value={useClock(renderedAt)}>{children}</ClockContext>
    </ClusterContext>
  );
}

/** The cluster itself, at its newest. */
export function useCluster(): ClusterJson {
  const cluster = use(ClusterContext);
  if (cluster === undefined) throw new Error("useCluster outside of LiveCluster");
  return cluster;
}

export function useNow(): Clock {
  const clock = use(ClockContext);
  if (clock === undefined) throw new Error("useNow outside of LiveCluster");
  return clock;
}

export function useLink(): Live["link"] {
  return useSyncExternalStore(revisions.subscribe, revisions.current, () => NOTHING_HEARD).link;
}

/** @returns the newest revision, undefined before the server told it, and how often the connection came back */
function useLive(cluster: string): { readonly revision: number | undefined; readonly returns: number } {
  const live = useSyncExternalStore(revisions.subscribe, revisions.current, () => NOTHING_HEARD);
  return { revision: live.revisions[cluster], returns: live.returns };
}

/** Pages come from the server: asks for them again when what they show has become old, one question at a time. */
export function RefreshWhenOlder({ cluster: { id, revision } }: { readonly cluster: Pick<ClusterJson, "id" | "revision"> }) {
  const live = useLive(id);
  const router = useRouter();
  const isMap = useIsMap();
  const isPast = useSearchParams().has("at");
  const [busy, start] = useTransition();
  const newest = `${live.revision ?? revision}/${live.returns}`;
  const asked = useRef(`${revision}/0`);
  useEffect(() => {
    if (busy || isMap || isPast || newest === asked.current) return;
    asked.current = newest;
    start(() => {
      asksAgain();
      router.refresh();
    });
  }, [busy, isMap, isPast, newest, router]);
  return null;
}
