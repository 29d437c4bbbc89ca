import type { GraphJson, GraphNode, GraphPolicy } from "#lib/api/graph.ts";
import { PLACE, placeCard } from "#lib/figure/cards.ts";
import type { Ink } from "#lib/figure/inks.ts";
import { openLock, shield } from "#lib/figure/marks.ts";
import { type Shape, at } from "#lib/figure/shape.ts";
import { fit, textWidth } from "#lib/figure/text.ts";
import { type Gate, askedIn } from "./gates.ts";
import { gateCard } from "./gatecard.ts";
import type { Rect } from "./geometry.ts";
import type { Layout } from "./layout.ts";
import { COMPACT_GATE } from "./namespacebox.ts";

/** What the things on the map look like; everything is placed where the layout says. */
export function clusterBox(graph: GraphJson, { cluster: { x, y, width, height } }: Layout): readonly Shape[] {
  return [
    { kind: "box", x, y, width, height, radius: 12, fill: "cluster", stroke: "kubernetes", weight: 2 },
    fit({ kind: "text", x: x + width / 2, y: y + 26, text: `KUBERNETES CLUSTER   ${graph.cluster.title}`, size: 11.5, bold: true, anchor: "middle", fill: "text-2" }, width - 40),
  ];
}

export function namespaceBox(graph: GraphJson, name: string, { x, y, width, height }: Rect): readonly Shape[] {
  const found = graph.namespaces.find((namespace) => namespace.name === name);
  const withheld = graph.cluster.kinds.some(({ kind, namespace, state }) => namespace === name && state === "not-permitted" && kind.endsWith("Policy"));
  const limited = withheld ? "its policies cannot be read" : found === undefined || found.workloads === 0 ? "" : found.limited === 0 ? "not limited" : `${found.limited} of ${found.workloads} limited`;
  const title = fit({ kind: "text", x: x + 16, y: y + 25, text: name, size: 12.5, bold: true, fill: "text" }, width / 2);
  return [
    { kind: "box", x, y, width, height, radius: 10, fill: "canvas", stroke: "kubernetes-soft", weight: 1.25 },
    title,
    { kind: "text", x: x + 16 + textWidth(title) + 10, y: y + 25, text: limited, size: 11, fill: "muted" },
  ];
}

/** Policies that select everything in a namespace, on the upper rim of its box. */
export function rimChips(policies: readonly GraphPolicy[], { x, y, width }: Rect): readonly { readonly policy: GraphPolicy; readonly rect: Rect; readonly shapes: readonly Shape[] }[] {
  let right = x + width - 14;
  return policies.map((policy) => {
    const text = `${policy.name} · ${policy.directions.join(", ")}`;
    const chip = textWidth({ text, size: 10.5 }) + 32;
    const rect: Rect = { x: right - chip, y: y - 10, width: chip, height: 20 };
    right -= chip + 8;
    return {
      policy,
      rect,
      shapes: [
        { kind: "box", ...rect, radius: 5, fill: "policy-tint", stroke: "policy", weight: 1.25 },
        at(rect.x + 13, y, shield("policy")),
        { kind: "text", x: rect.x + 24, y: y + 3.8, text, size: 10.5, fill: "text" },
      ],
    };
  });
}

export function nodeCard(graph: GraphJson, node: GraphNode, rect: Rect, layout: Layout): readonly Shape[] {
  if (layout.system.includes(node.id)) return [at(rect.x, rect.y, chip(node.title, rect))];
  const eyebrow = [node.subtitle.toUpperCase(), ...(layout.density.boxed || node.namespace === null ? [] : [node.namespace])].join(" · ");
  const inside = node.namespace !== null;
  return [at(rect.x, rect.y, [...placeCard({ eyebrow, title: node.title, detail: node.detail }, inside), ...(node.kind === "workload" ? badge(graph, node, layout) : [])])];
}

function chip(title: string, { width, height }: Rect): readonly Shape[] {
  return [
    { kind: "box", x: 0, y: 0, width, height, radius: 6, fill: "surface", stroke: "kubernetes-soft", weight: 1.25 },
    fit({ kind: "text", x: width / 2, y: height / 2 + 4, text: title, size: 11.5, anchor: "middle", fill: "text-2" }, width - 16),
  ];
}

export function gate(graph: GraphJson, drawn: Gate, rect: Rect, { density }: Layout, blocks: boolean): readonly Shape[] {
  if (density.full) return [at(rect.x, rect.y, gateCard(graph, drawn, blocks).shapes)];
  const { width, height } = COMPACT_GATE;
  const name = askedIn(graph, drawn)[0]?.name ?? "";
  const more = drawn.policies.length - 1;
  return [
    at(rect.x, rect.y, [
      { kind: "box", x: 0, y: 0, width, height, radius: 7, fill: "policy-tint", stroke: "policy", weight: 1.75 },
      at(15, 18, shield("policy")),
      { kind: "text", x: 27, y: 21.5, text: `${drawn.direction.toUpperCase()} · ${drawn.policies.length} ${more === 0 ? "policy" : "policies"}`, size: 10, fill: "text-2" },
      fit({ kind: "text", x: 11, y: 39, text: more === 0 ? name : `${name} +${more}`, size: 12.5, bold: true, fill: "text" }, width - 20),
    ]),
  ];
}

/** A word on the card's lower rim where no gate is drawn that would say it. */
function badge(graph: GraphJson, node: GraphNode, layout: Layout): readonly Shape[] {
  const limits = new Set([...node.egressLimitedBy, ...node.ingressLimitedBy]).size;
  const gated = `egress:${node.id}` in layout.stops || `ingress:${node.id}` in layout.stops;
  if (node.hostNetwork) return pill("host network", "warning", "warning-tint", []);
  if (node.egressLimitedBy.length === 0 && !node.egressOpen) return pill("cannot tell", "unknown", "unknown-tint", []);
  if (node.egressOpen) return pill("egress open", "text-2", "unknown-tint", openLock("text-2"));
  return gated ? [] : pill(`${limits} ${limits === 1 ? "policy" : "policies"}`, "policy", "policy-tint", shield("policy"));
}

function pill(text: string, ink: Ink, tint: Ink, icon: readonly Shape[]): readonly Shape[] {
  const room = icon.length === 0 ? 8 : 22;
  const width = room + textWidth({ text, size: 10 }) + 12;
  const x = PLACE.width - width - 10;
  return [
    { kind: "box", x, y: PLACE.height - 9, width, height: 18, radius: 9, fill: tint, stroke: "line-strong", weight: 1 },
    ...(icon.length === 0 ? [] : [at(x + 13, PLACE.height, icon)]),
    { kind: "text", x: x + room, y: PLACE.height + 3.6, text, size: 10, fill: ink },
  ];
}
