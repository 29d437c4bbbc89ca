import type { CardRow } from "#lib/api/graph.ts";
import type { MapConnection, PlacedMap } from "#lib/api/map.ts";
import type { Figure } from "#lib/api/pages.ts";

/** The rows of a card that lead to a line, in the order in which the figure has them as links. */
export const spotRows = (card: Figure["card"]): readonly CardRow[] => card?.rows.filter(({ policy, line }) => policy !== undefined && line !== undefined) ?? [];

/**
 * The edges of the picture that a row of the firewall card is about: what its policy allows or forbids around the caller; of the
 * implied end, all that ends there.
 */
export function edgesOfRow(map: PlacedMap, { mark, policy }: CardRow, of: Pick<MapConnection, "from" | "target">, side: "egress" | "ingress"): readonly string[] {
  const connections = new Map(map.connections.map((one) => [one.id, one]));
  const own = (id: string): boolean => id === of.from || id.startsWith(`${of.from}@`) || id === of.target || id.startsWith(`${of.target}@`);
  return map.edges
    .filter(({ from, to, look, selects, connections: ids }) => {
      if (!own(side === "egress" ? from : to)) return false;
      if (mark === "implied") return look === "blocked" || look === "undeclared" || look === "partly";
      if (policy === undefined) return false;
      const blocked = ids.some((id) => connections.get(id)?.blockedBy.includes(policy));
      return mark === "deny" ? blocked : bare(selects) === policy || (blocked && mark !== "allow");
    })
    .map(({ id }) => id);
}

const bare = (id: string): string => id.replace(/^policy:/, "");
