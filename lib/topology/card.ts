import type { MapNode } from "#lib/api/map.ts";

/** What a node says of itself, whatever else is drawn: all but what it is connected to. */
export type Card = Omit<MapNode, "hubs" | "blocked" | "partly" | "allowed" | "unknown">;

export type Counts = Pick<MapNode, "blocked" | "partly" | "allowed" | "unknown">;

/** Of whom no policy is known to limit anything, because it is outside of them. */
export const BARE = {
  namespace: null, workload: null, pods: 0, split: null, hostNetwork: false, egressLimitedBy: [] as string[], ingressLimitedBy: [] as string[], egressOpen: true, ingressOpen: true,
};

export const NO_COUNTS: Counts = { blocked: 0, partly: 0, allowed: 0, unknown: 0 };

const FIELDS = { deny: "blocked", partial: "partly", allow: "allowed", unknown: "unknown" } as const;

export const counted = (counts: Counts, verdict: keyof typeof FIELDS): Counts => ({ ...counts, [FIELDS[verdict]]: counts[FIELDS[verdict]] + 1 });
