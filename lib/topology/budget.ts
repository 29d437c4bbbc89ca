import { PLAIN, isBlocked, rankOf } from "./kinds.ts";
import type { LinkKind } from "./rowfilter.ts";
import type { Changes } from "./asked.ts";
import { type Drawing, type Drawn, type Wish, drawn } from "./drawing.ts";
import type { Link } from "./links.ts";
import { homeOf } from "./spaces.ts";
import type { Topology } from "./topology.ts";

/** What one picture can show (ux.md §3.1). Every dashed edge is an edge: there are no more of those either. */
export const MOST_NODES = 150;
export const MOST_EDGES = 300;
/** More lines that say no more than "allowed" hide those that say something; the status and the chip tell that they are left out. */
const MOST_PLAIN = 40;

export interface Fitted {
  readonly drawing: Drawing;
  readonly wish: Wish;
  /** What was left out or put together so that it fits. */
  readonly over: boolean;
}

interface Priorities {
  readonly changes: Changes;
  /** Namespaces that somebody opened or chose: they are put together last. */
  readonly chosen: ReadonlySet<string>;
  /** Kinds that somebody asked for, whatever it takes. */
  readonly wanted: readonly LinkKind[];
}

/** Draws, and leaves out and puts together step by step until it fits: what is allowed first, what is blocked last. */
export function fitted(first: Wish, topology: Topology, priorities: Priorities): Fitted {
  const { changes, chosen } = priorities;
  let [wish, drawing] = [first, drawn(first, topology)];
  const become = (next: Wish): void => {
    wish = next;
    drawing = drawn(next, topology);
  };
  const keeping = (holds: (link: Link) => boolean): void => become({ ...wish, links: wish.links.filter(holds) });
  const isPlain = (link: Link): boolean => rankOf(link, changes) === PLAIN;
  const isChosen = ({ from, to }: Link): boolean => [from, to].some((id) => chosen.has(homeOf(topology.cards.get(id)) ?? ""));
  const isWanted = priorities.wanted.includes("allowed");
  if (!isWanted && first.links.filter((link) => isPlain(link) && !isChosen(link)).length > MOST_PLAIN) keeping((link) => !isPlain(link) || isChosen(link));
  const calm = wish;
  const steps: readonly (() => void)[] = [
    () => !isWanted && keeping((link) => !isPlain(link) || isChosen(link)),
    () => wish.rules.length > 0 && become({ ...wish, rules: [], ruled: false }),
    () => drawing.nodes.length > MOST_NODES && become({ ...wish, idle: false }),
    () => wish.levels.pods.size > 0 && become({ ...wish, levels: { ...wish.levels, pods: new Set() } }),
    () => drawing.edges.length > MOST_EDGES && become({ ...wish, merged: true }),
  ];
  for (const step of steps) {
    if (fits(drawing)) return { drawing, wish, over: wish !== calm };
    step();
  }
  // Of what somebody chose as much is drawn as there is place for, as long as that costs nothing that is blocked.
  const part = cutDown(drawing, changes);
  if (!fits(drawing) && part.cut.every(isPlain) && drawing.standing.isSubsetOf(new Set(part.drawing.nodes))) return { drawing: part.drawing, wish, over: true };
  if (!fits(drawing) && !isWanted) keeping((link) => !isPlain(link));
  while (!fits(drawing)) {
    const name = nextToClose(drawing, wish, topology, priorities);
    if (name === undefined) break;
    become({ ...wish, levels: { ...wish.levels, open: new Set([...wish.levels.open].filter((one) => one !== name)) } });
  }
  if (!fits(drawing) && !isWanted) keeping((link) => rankOf(link, changes) < PLAIN - 1);
  return { drawing: fits(drawing) ? drawing : cutDown(drawing, changes).drawing, wish, over: wish !== calm || !fits(drawing) };
}

const fits = ({ nodes, edges }: Drawing): boolean => nodes.length <= MOST_NODES && edges.length <= MOST_EDGES;

/** The open namespace that closing helps most: many nodes, few drops; of those that somebody chose only when nothing else is open. */
function nextToClose({ nodes, edges }: Drawing, { levels }: Wish, topology: Topology, { chosen }: Priorities): string | undefined {
  const drawnNodes = new Set(nodes);
  const drops = new Map<string, number>();
  for (const { from, to, links } of edges) {
    const blocked = links.filter(({ verdict }) => isBlocked(verdict)).length;
    for (const id of new Set([from, to].map((one) => homeOf(topology.cards.get(one))))) if (id !== undefined) drops.set(id, (drops.get(id) ?? 0) + blocked);
  }
  const open = [...levels.open].flatMap((name) => {
    const space = topology.spaces.get(name);
    const size = space?.members.filter((id) => drawnNodes.has(id)).length ?? 0;
    return size === 0 ? [] : [{ name, size, drops: drops.get(name) ?? 0, isChosen: chosen.has(name) }];
  });
  const [next] = open.sort((a, b) => Number(a.isChosen) - Number(b.isChosen) || b.size / (b.drops + 1) - a.size / (a.drops + 1) || (a.name < b.name ? -1 : 1));
  return next?.name;
}

/** The most telling edges that there is place for, and their ends; what stands anyway stands first. */
function cutDown(drawing: Drawing, changes: Changes): { readonly drawing: Drawing; readonly cut: readonly Link[] } {
  const weighed = drawing.edges.map((edge) => ({ edge, rank: Math.min(...edge.links.map((link) => rankOf(link, changes))), size: edge.links.length }));
  weighed.sort((a, b) => a.rank - b.rank || b.size - a.size || (key(a.edge) < key(b.edge) ? -1 : 1));
  const [whole, telling] = [drawing.standing.union(drawing.telling), drawing.telling];
  const nodes = new Set([whole, telling].find(({ size }) => size <= MOST_NODES) ?? []);
  const kept = new Set<Drawn>();
  for (const { edge } of weighed) {
    const ends = [edge.from, edge.to].filter((id) => !nodes.has(id));
    if (kept.size >= MOST_EDGES || nodes.size + ends.length > MOST_NODES) continue;
    kept.add(edge);
    for (const id of ends) nodes.add(id);
  }
  for (const id of drawing.nodes) if (nodes.size < MOST_NODES) nodes.add(id);
  return {
    drawing: { ...drawing, nodes: drawing.nodes.filter((id) => nodes.has(id)), edges: drawing.edges.filter((edge) => kept.has(edge)) },
    cut: drawing.edges.filter((edge) => !kept.has(edge)).flatMap(({ links }) => links),
  };
}

const key = ({ from, to, look }: Drawn): string => `${from}>${to}:${look}`;
