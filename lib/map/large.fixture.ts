import type { MapBox, MapEdge, MapNode, PlacedMap } from "#lib/api/map.ts";
import type { Rect } from "./geometry.ts";
import { box, boxAt, card, cell, edge, mapOf, node } from "./placedmap.fixture.ts";

interface Wanted {
  readonly open: number;
  readonly groups: number;
  readonly closed: number;
  readonly outside: number;
  readonly edges: number;
}

/** Always the same numbers from 0 to 1. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const WORDS = ["api", "web", "ledger", "billing", "search", "catalog", "orders", "users", "auth", "gateway", "reports", "mailer", "cron", "cache", "events", "ingest", "images", "stock", "prices", "carts"];
const GAP = 44;
/** Half of what is red or dotted is dashed: 150 of 300. */
const LOOKS: readonly MapEdge["look"][] = ["blocked", "allowed", "allowed", "blocked", "allowed", "unknown", "blocked", "partly", "allowed", "rule", "blocked", "allowed"];

/** A map as large as it may get, with boxes packed in rows and everything outside in a column. */
function generated({ open, groups, closed, outside, edges }: Wanted): PlacedMap {
  const random = numbersFrom(6);
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value;
  const all: MapBox[] = [];
  const nodes: MapNode[] = [];
  const boxes: Record<string, Rect> = {};
  const rects: Record<string, Rect> = {};
  const width = Math.ceil(Math.sqrt(open * 12 + closed * 5)) * 330;
  let [x, y, height] = [0, 0, 0];
  for (let index = 0; index < open + closed; index++) {
    const namespace = `${pick(WORDS)}-${index}`;
    const isOpen = index < open;
    const count = isOpen ? groups : 1 + Math.floor(random() * 6);
    const columns = isOpen ? 3 : 1 + Math.floor(random() * 2);
    const rect = boxAt(x, y, columns, Math.ceil((count * 1.25) / columns) + 1);
    if (x > 0 && x + rect.width > width) {
      [x, y, height] = [0, y + height + GAP, 0];
    }
    boxes[namespace] = { ...rect, x, y };
    all.push(box(namespace, { open: isOpen, groups: count, workloads: count, limited: Math.floor(random() * count), withheld: index % 19 === 7, rims: index % 3 === 0 ? [{ policy: `${namespace}/default-deny`, name: "default-deny", directions: ["egress"] }] : [] }));
    if (isOpen) {
      for (let at = 0; at < count; at++) {
        const id = `${namespace}/deploy/${pick(WORDS)}-${at}`;
        rects[id] = cell(x, y, at % columns, Math.floor(at / columns));
        nodes.push(node(id, { egressLimitedBy: random() < 0.5 ? [`${namespace}/default-deny`] : [], egressOpen: random() < 0.2, hubs: random() < 0.3 ? [{ id: "dns", title: "dns", verdict: random() < 0.8 ? "allow" : "deny" }] : [] }));
      }
    } else {
      const id = `namespace:${namespace}`;
      rects[id] = boxes[namespace];
      nodes.push(node(id, { subtitle: `${Math.floor(random() * count)} of ${count} workloads limited`, blocked: random() < 0.3 ? 1 + Math.floor(random() * 9) : 0 }));
    }
    x += rect.width + GAP;
    height = Math.max(height, rect.height);
  }
  const cluster: Rect = { x: -40, y: -56, width: width + 80, height: y + height + 96 };
  for (let index = 0; index < outside; index++) {
    const id = `dns:${pick(WORDS)}.vendor-${index}.com`;
    rects[id] = card(width + 208, (cluster.height / Math.max(1, outside)) * index);
    nodes.push(node(id, { detail: `203.0.113.${index}` }));
  }
  const callers = nodes.filter(({ place }) => place === "inside");
  const drawn = new Map<string, MapEdge>();
  while (drawn.size < edges) {
    const look = LOOKS[drawn.size % LOOKS.length] ?? "allowed";
    const from = pick(callers);
    const near = callers.slice(Math.max(0, callers.indexOf(from) - 6), callers.indexOf(from) + 7);
    const to = pick(random() < 0.3 && outside > 0 ? nodes.slice(-outside) : random() < 0.75 ? near : callers);
    const one = edge(from.id, to.id, look, { side: look === "blocked" ? (random() < 0.7 || to.place !== "inside" ? "egress" : "ingress") : look === "allowed" || look === "unknown" ? null : "egress", watched: random() < 0.02, changed: random() < 0.02 });
    if (from !== to) drawn.set(one.id, one);
  }
  return mapOf(nodes, [...drawn.values()], all, { boxes, nodes: rects, cluster });
}

/** 150 nodes and 300 edges, half of them dashed. */
export const largeMap = generated({ open: 9, groups: 10, closed: 36, outside: 24, edges: 300 });
/** A cluster of 200 namespaces, none of them opened. */
export const closedMap = generated({ open: 0, groups: 0, closed: 200, outside: 12, edges: 120 });
/** What most people see: some boxes, and all of it open. */
export const middleMap = generated({ open: 5, groups: 7, closed: 2, outside: 9, edges: 42 });
