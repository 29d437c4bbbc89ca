import type { MapEdge, MapNode } from "#lib/api/map.ts";
import { hubChips, hubsAmong } from "./hubs.ts";
import type { AllowRule } from "./allowrules.ts";
import { isBlocked } from "./kinds.ts";
import { type Levels, nodesOf, spaceNode } from "./levels.ts";
import type { Link } from "./links.ts";
import { homeOf } from "./spaces.ts";
import type { Topology } from "./topology.ts";

/** What is to be drawn, and how much of it is put together. */
export interface Wish {
  readonly links: readonly Link[];
  readonly rules: readonly AllowRule[];
  /** Whether allow rules are drawn, as far as there are any. */
  readonly ruled: boolean;
  /** Cards that are drawn also where nothing leads to them. */
  readonly standing: readonly string[];
  readonly levels: Levels;
  /** Namespaces that are one node are drawn also where nothing leads to them. */
  readonly idle: boolean;
  /** All that leads from one node to another is one edge, whatever became of it. */
  readonly merged: boolean;
  /** Hubs are drawn with their edges. */
  readonly hubs: boolean;
  /** Links that are drawn as edges though they lead to a hub. */
  readonly pinned: (link: Link) => boolean;
}

export type Look = MapEdge["look"];

/** One edge, with all that it stands for. */
export interface Drawn {
  readonly from: string;
  readonly to: string;
  readonly look: Look;
  readonly links: readonly Link[];
  readonly rules: readonly AllowRule[];
}

export interface Drawing {
  readonly nodes: readonly string[];
  /** Of those, what is drawn also where nothing leads to it. */
  readonly standing: ReadonlySet<string>;
  /** What tells of something blocked without an edge: by a word, or as one that it stays inside of. */
  readonly telling: ReadonlySet<string>;
  readonly edges: readonly Drawn[];
  readonly chips: ReadonlyMap<string, MapNode["hubs"]>;
  /** Ids of destinations that everybody uses. */
  readonly hubs: ReadonlySet<string>;
  /** Links that are words on cards because of them. */
  readonly hubLinks: readonly Link[];
  /** Links that stay inside of one node. */
  readonly inside: readonly Link[];
}

export function drawn(wish: Wish, topology: Topology): Drawing {
  const known = new Map<string, readonly string[]>();
  const at = (id: string): readonly string[] => {
    const found = known.get(id) ?? nodesOf(id, topology, wish.levels);
    known.set(id, found);
    return found;
  };
  const stand = new Set(wish.standing.flatMap((id) => at(id)));
  const callers = new Set([...stand, ...wish.links.flatMap(({ from }) => (homeOf(topology.cards.get(from)) === undefined ? [] : at(from)))]).size;
  const hubs = hubsAmong(wish.links, at, callers);
  const isWord = (link: Link): boolean => !wish.hubs && hubs.has(link.to) && !wish.pinned(link);
  const hubLinks = wish.links.filter(isWord);
  const edgeLinks = hubLinks.length === 0 ? wish.links : wish.links.filter((link) => !isWord(link));
  const { edges, inside } = edgesOf(edgeLinks, wish, at);
  const chips = hubChips(hubLinks, at, topology);
  const kept = inside.filter(({ verdict }) => isBlocked(verdict)).flatMap(({ from }) => at(from));
  const blocked = [...chips].filter(([, words]) => words.some(({ verdict }) => isBlocked(verdict))).map(([id]) => id);
  const telling = new Set([...blocked, ...kept]);
  const needed = new Set([...edges.flatMap(({ from, to }) => [from, to]), ...telling]);
  const closed = new Set([...topology.spaces.keys()].filter((name) => !wish.levels.open.has(name)).map(spaceNode));
  const standing = new Set(wish.idle ? stand : [...stand].filter((id) => !closed.has(id)));
  return { nodes: [...standing.union(needed)], standing, telling, edges, chips, hubs, hubLinks, inside };
}

function edgesOf(links: readonly Link[], { merged, rules }: Wish, at: (id: string) => readonly string[]): Pick<Drawing, "edges" | "inside"> {
  const edges = new Map<string, { from: string; to: string; look: Look; links: Link[]; rules: AllowRule[] }>();
  const inside: Link[] = [];
  const joined = new Set<string>();
  const edge = (from: string, to: string, look: Look): { links: Link[]; rules: AllowRule[] } => {
    const key = merged ? `${from}>${to}` : `${from}>${to}:${look}`;
    const known = edges.get(key) ?? { from, to, look, links: [], rules: [] };
    edges.set(key, known);
    return known;
  };
  for (const link of links) {
    let isDrawn = false;
    for (const from of at(link.from)) {
      for (const to of at(link.to)) {
        if (from === to) continue;
        isDrawn = true;
        joined.add(`${from}>${to}`);
        edge(from, to, lookOf(link)).links.push(link);
      }
    }
    if (!isDrawn) inside.push(link);
  }
  for (const rule of rules) {
    for (const from of at(rule.from)) {
      for (const to of at(rule.to)) if (from !== to && !joined.has(`${from}>${to}`)) edge(from, to, "allow-rule").rules.push(rule);
    }
  }
  return { edges: [...edges.values()].map((one) => (merged && one.links.length > 0 ? { ...one, look: lookOfAll(one.links) } : one)), inside };
}

function lookOf({ connection, verdict }: Link): Look {
  switch (verdict) {
    case "deny":
      return connection.json.declaredBy.length === 0 ? "undeclared" : connection.denyRule === undefined ? "blocked" : "rule";
    case "partial":
      return "partly";
    case "unknown":
      return "unknown";
    case "allow":
      return "allowed";
  }
}

/** Blocked and not blocked beside each other is partly blocked. */
function lookOfAll(links: readonly Link[]): Look {
  const looks = new Set(links.map(lookOf));
  const [only] = looks;
  if (looks.size === 1 && only !== undefined) return only;
  if (looks.has("partly") || ((looks.has("blocked") || looks.has("rule")) && (looks.has("allowed") || looks.has("unknown")))) return "partly";
  return looks.has("blocked") ? "blocked" : looks.has("rule") ? "rule" : "unknown";
}
