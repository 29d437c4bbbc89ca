"use client";

import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type ReactNode, createContext, use, useEffect, useState, useSyncExternalStore } from "react";
import { clusterKey } from "../api/queries.ts";
import { type Live, Revisions } from "./revisions.ts";

const Context = createContext<Revisions | undefined>(undefined);
const NOT_YET: Live = { link: { kind: "connecting" }, revision: 0 };

/** What the pages below know of a cluster is kept fresh: every revision makes their answers old. */
export function LiveCluster({ cluster, children }: { readonly cluster: string; readonly children: ReactNode }) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Infinity, refetchOnWindowFocus: false } } }));
  const [revisions] = useState(() => new Revisions(cluster));
  const { revision } = useSyncExternalStore(revisions.subscribe, revisions.current, () => NOT_YET);
  useEffect(() => {
    if (revision > 0) void client.invalidateQueries({ queryKey: clusterKey(cluster), predicate: ({ state }) => isOlder(state.data, revision) });
  }, [client, cluster, revision]);

  return (
    <QueryClientProvider client={client}>
      <Context value={revisions}>{children}</Context>
    </QueryClientProvider>
  );
}

export function useLive(): Live & { readonly retryNow: () => void } {
  const revisions = use(Context);
  if (revisions === undefined) throw new Error("useLive outside of LiveCluster");
  return { ...useSyncExternalStore(revisions.subscribe, revisions.current, () => NOT_YET), retryNow: revisions.retryNow };
}

/** Frame and page come from the server: asks for them again when what they show has become old. */
export function RefreshWhenOlder({ revision }: { readonly revision: number }) {
  const live = useLive();
  const router = useRouter();
  const old = live.revision > revision;
  useEffect(() => {
    if (old) router.refresh();
  }, [old, live.revision, router]);
  return null;
}

function isOlder(known: unknown, revision: number): boolean {
  const cluster = (known as { readonly cluster?: { readonly revision: number } } | undefined)?.cluster;
  return cluster === undefined || cluster.revision < revision;
}
