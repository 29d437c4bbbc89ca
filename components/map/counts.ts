import type { MapEdge, PlacedMap } from "#lib/api/map.ts";

/** How much of each thing is drawn; of lines, how many connections they stand for. */
export type Counts = Readonly<Record<"inside" | "outside" | "open" | "blocked" | "rule" | "allowed" | "unknown" | "watched", number>>;

export function countsOf({ nodes, edges }: PlacedMap): Counts {
  const connections = (...looks: readonly MapEdge["look"][]): number => edges.reduce((sum, { look, count }) => (looks.includes(look) ? sum + count : sum), 0);
  return {
    inside: nodes.filter(({ place }) => place === "inside").length,
    outside: nodes.filter(({ kind }) => kind === "external").length,
    open: nodes.filter(({ egressOpen, ingressOpen }) => egressOpen || ingressOpen).length,
    blocked: connections("blocked", "partly", "undeclared"),
    rule: connections("rule"),
    allowed: connections("allowed", "allow-rule"),
    unknown: connections("unknown"),
    watched: edges.filter(({ watched }) => watched).length,
  };
}
