import type { CardRow, GraphJson, GraphPolicy } from "#lib/api/graph.ts";
import { type FirewallCard, firewallCard } from "#lib/figure/cards.ts";
import { type Gate, askedIn } from "./gates.ts";

const MOST_ROWS = 6;
/** What fits into the head of a card. */
const LONGEST_TITLE = 30;

/** The card of a gate: what its policies allow together, and what follows for everything else. */
export function gateCard(graph: GraphJson, gate: Gate, blocks = true): ReturnType<typeof firewallCard> {
  return firewallCard(cardOf(graph, gate), blocks);
}

function cardOf(graph: GraphJson, gate: Gate): FirewallCard {
  const { direction, policies } = gate;
  const asked = askedIn(graph, gate);
  const rows = asked.flatMap((policy) => policy[direction === "egress" ? "egressRows" : "ingressRows"]);
  const rules = rows.filter(({ mark }) => mark !== "implied");
  const end: CardRow | undefined = rows.find(({ mark }) => mark === "implied");
  const { kind = "Policy", name = "" } = asked[0] ?? {};
  const long = `${kind} ${name}`.length > LONGEST_TITLE;
  return {
    side: direction,
    eyebrow: `${direction.toUpperCase()} · ${policies.length === 1 ? `1 ${long ? kind : "policy"} selects` : `${policies.length} policies select`} this pod`,
    title: policies.length === 1 ? (long ? name : `${kind} ${name}`) : `${name} +${policies.length - 1}`,
    rows: [...(asked.some(hasOrder) ? inTiers(asked, rules.slice(0, MOST_ROWS)) : rules.slice(0, MOST_ROWS)), ...(end === undefined ? [] : [end])],
    more: Math.max(0, rules.length - MOST_ROWS),
    footer: `policies as of ${graph.cluster.asOf.slice(11, 19)}Z`,
  };
}

/** Kubernetes' own policies are a union, wherever an engine has their tier. */
const hasOrder = ({ tier, kind }: GraphPolicy): boolean => tier !== "" && kind !== "NetworkPolicy";

/** The rows under their tiers, in the order in which they are asked. */
function inTiers(asked: readonly GraphPolicy[], rules: readonly CardRow[]): readonly CardRow[] {
  return [...Map.groupBy(asked, ({ tier }) => tier)].flatMap(([tier, policies]): readonly CardRow[] => {
    const names = policies.map(({ name, rank }) => (rank === "" ? name : `${name} (${rank})`)).join(", ");
    const own = rules.filter(({ policy }) => policies.some(({ id }) => id === `policy:${policy ?? ""}`));
    return [{ mark: "tier", text: `${tier || "NetworkPolicy"}: ${names}` }, ...own];
  });
}
