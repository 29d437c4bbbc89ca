import type { CardRow, GraphJson } from "#lib/api/graph.ts";
import { type FirewallCard, firewallCard } from "#lib/figure/cards.ts";
import { type Gate, policyNamed } from "./gates.ts";

const MOST_ROWS = 6;

/** The card of a gate: what its policies allow together, and what follows for everything else. */
export function gateCard(graph: GraphJson, gate: Gate, blocks = true): ReturnType<typeof firewallCard> {
  return firewallCard(cardOf(graph, gate), blocks);
}

function cardOf(graph: GraphJson, { direction, policies }: Gate): FirewallCard {
  const rows = policies.flatMap((name) => policyNamed(graph, name)?.[direction === "egress" ? "egressRows" : "ingressRows"] ?? []);
  const rules = rows.filter(({ mark }) => mark !== "implied");
  const end: CardRow | undefined = rows.find(({ mark }) => mark === "implied");
  const [first = ""] = policies;
  const { kind = "Policy", name = first } = policyNamed(graph, first) ?? {};
  return {
    side: direction,
    eyebrow: `${direction.toUpperCase()} · ${policies.length === 1 ? "1 policy selects" : `${policies.length} policies select`} this pod`,
    title: policies.length === 1 ? `${kind} ${name}` : `${name} +${policies.length - 1}`,
    rows: [...rules.slice(0, MOST_ROWS), ...(end === undefined ? [] : [end])],
    more: Math.max(0, rules.length - MOST_ROWS),
    footer: `policies as of ${graph.cluster.asOf.slice(11, 19)}Z`,
  };
}
