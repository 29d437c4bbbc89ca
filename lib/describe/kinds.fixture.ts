import type { KindStateJson } from "#lib/api/graph.ts";

const GROUPS: Readonly<Record<string, string>> = { NetworkPolicy: "networking.k8s.io", CiliumNetworkPolicy: "cilium.io", EndpointSlice: "discovery.k8s.io" };

/** A kind of a live cluster, as of 02:13:40Z; only what a test is about is said. */
export const kindState = (kind: string, over: Partial<KindStateJson> = {}): KindStateJson => ({
  group: GROUPS[kind] ?? "", resource: `${kind.toLowerCase().replace(/y$/, "ie")}s`, kind, namespace: "", count: 12, asOf: "2026-04-16T02:13:40Z", state: "live", expected: null, why: "", retryAt: null, ...over,
});

export const loading = (kind: string, over: Partial<KindStateJson> = {}): KindStateJson => kindState(kind, { state: "loading", asOf: null, count: 0, ...over });

export const stale = (kind: string, asOf: string, over: Partial<KindStateJson> = {}): KindStateJson => kindState(kind, { state: "stale", asOf, why: "no answer from the API server", ...over });

export const notPermitted = (kind: string, namespace = ""): KindStateJson => kindState(kind, { state: "not-permitted", asOf: null, count: 0, namespace, why: "list and watch is not permitted" });

export const notInstalled = (kind: string): KindStateJson => kindState(kind, { state: "not-installed", asOf: null, count: 0 });

/** Milliseconds: so many seconds after 02:13:40Z. */
export const later = (seconds: number): number => Date.parse("2026-04-16T02:13:40Z") + seconds * 1_000;
