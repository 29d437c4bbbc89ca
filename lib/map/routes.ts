import type { ConnectionJson } from "#lib/api/graph.ts";
import type { Line } from "#lib/figure/strokes.ts";
import type { Point } from "#lib/figure/shape.ts";
import { centre } from "./geometry.ts";
import type { Layout } from "./layout.ts";

/** One piece of a connection's way: from thing to thing. Several connections may share it. */
export interface Segment {
  readonly from: string;
  readonly to: string;
  readonly line: Line;
}

const stopId = (side: "egress" | "ingress", workload: string): string => `stop:${side}:${workload}`;

/**
 * The way of a connection: through the gate of the caller, the gate of the called, and on; where it is blocked, up to the
 * mark behind the gate that blocks, with the rest as what was never sent.
 */
export function segmentsOf(connection: ConnectionJson, layout: Pick<Layout, "gateFor">): readonly Segment[] {
  const { from, target, verdict, code, side } = connection;
  const way = wayOf(connection, layout);
  switch (verdict) {
    case "allow":
      return pairs(way, "traffic");
    case "unknown":
      return pairs(way, "unknown").map((segment) => ({ ...segment, line: "unknown" as const }));
    case "deny":
      return blocked();
    case "partial":
      return [...pairs(way, "traffic"), ...blocked()];
  }

  function blocked(): readonly Segment[] {
    const stop = side === "ingress" ? stopId("ingress", target) : stopId("egress", from);
    const before = way.slice(0, -1).filter((id) => side === "ingress" || id === from || id.startsWith("egress:"));
    return [...pairs(before, "request"), { from: before.at(-1) ?? from, to: stop, line: code === "BLOCKED_RULE" ? "rule" : "blocked" }, { from: stop, to: target, line: "never" }];
  }
}

/** The things on the way, whatever is decided there. */
export function wayOf({ from, target }: Pick<ConnectionJson, "from" | "target">, { gateFor }: Pick<Layout, "gateFor">): readonly string[] {
  return [from, gateFor[`egress:${from}`], gateFor[`ingress:${target}`], target].filter((id) => id !== undefined);
}

/** Up to a gate it is a request: nobody has decided yet. */
function pairs(way: readonly string[], line: Line): readonly Segment[] {
  return way.slice(1).map((to, index) => ({ from: way[index] ?? "", to, line: to.includes("@") ? "request" : line }));
}

/** The place of a mark; where the layout has none, because nothing limits the workload, it is right behind or before its card. */
export function stopAt(id: string, { stops, cards }: Layout): Point | undefined {
  const key = id.slice("stop:".length);
  const known = stops[key];
  if (known !== undefined) return known;
  const card = cards[key.slice(key.indexOf(":") + 1)];
  return card && [key.startsWith("egress") ? card.x + card.width + 46 : card.x - 46, centre(card)[1]];
}
