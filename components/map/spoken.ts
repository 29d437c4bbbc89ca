import type { MapBox, MapConnection, MapEdge, MapNode } from "#lib/api/map.ts";
import { count } from "#lib/describe/words.ts";

const FOUND = [["blocked", "blocked"], ["partly", "partly blocked"], ["unknown", "cannot tell"], ["allowed", "allowed"]] as const;
const HUB_WORDS = { allow: "allowed", deny: "blocked", partial: "partly blocked", unknown: "cannot be told" } as const;

/** "api-client, Deployment ×3, default. Egress limited by 2 policies. 3 blocked, 5 allowed" */
export function spokenNode(node: MapNode): string {
  const { kind, title, subtitle, namespace, split, hostNetwork, hubs } = node;
  const limits = kind === "group" || kind === "pod" ? [limit("Egress", node.egressLimitedBy, node.egressOpen), limit("Ingress", node.ingressLimitedBy, node.ingressOpen)] : [];
  const connections = FOUND.filter(([which]) => node[which] > 0).map(([which, word]) => `${String(node[which])} ${word}`);
  const asides = [split, hostNetwork ? "On the host network" : null, hubs.length > 0 ? `Uses ${hubs.map((hub) => `${hub.title}, ${HUB_WORDS[hub.verdict]}`).join("; ")}` : null].filter((one) => one !== null);
  return [[title, subtitle, kind === "namespace" ? null : namespace].filter(Boolean).join(", "), ...limits, connections.length === 0 ? "No declared connection" : connections.join(", "), ...asides].join(". ");
}

function limit(direction: "Egress" | "Ingress", policies: readonly string[], open: boolean): string {
  if (policies.length > 0) return `${direction} limited by ${count(policies.length, "policy", "policies")}`;
  return open ? `${direction} open` : `${direction} cannot be told`;
}

/** "payments, namespace. 3 of 14 workloads limited. Policy for all of its pods: default-deny, egress" */
export function spokenBox({ namespace, workloads, limited, withheld, rims }: MapBox): string {
  const rim = rims.map(({ name, directions }) => `${name}, ${directions.join(" and ")}`).join("; ");
  return [`${namespace}, namespace`, `${String(limited)} of ${count(workloads, "workload")} limited`, withheld && "Its policies cannot be read", rim !== "" && `For all of its pods: ${rim}`].filter(Boolean).join(". ");
}

/** An edge is its verdict's sentence, and how many connections say the like. */
export function spokenEdge(edge: MapEdge, { titleOf, worst }: { readonly titleOf: (id: string) => string; readonly worst: MapConnection | undefined }): string {
  const { look, count: connections, watched, changed, label } = edge;
  const marks = [watched && "Watched", changed && "New verdict"].filter(Boolean);
  const sentence = worst?.reason ?? (look === "allow-rule" ? `${titleOf(edge.selects)} allows ${label}` : label);
  return [sentence, connections > 1 && `And ${count(connections - 1, "more connection")} of this line`, ...marks].filter(Boolean).join(". ");
}
