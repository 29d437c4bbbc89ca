import type { MapNode, PlacedMap, Places } from "#lib/api/map.ts";

/** What came and went since the picture was drawn. */
export interface Waiting {
  readonly fresh: number;
  readonly gone: number;
  /** Somebody arranged the map anew. */
  readonly rearranged: boolean;
}

/** Something that is gone: its place is still marked, so that nobody looks for it. */
export interface Ghost {
  readonly id: string;
  readonly title: string;
  readonly rect: Places["cluster"];
}

interface Steady {
  readonly map: PlacedMap;
  /** undefined: the picture is up to date. */
  readonly waiting: Waiting | undefined;
  /** What is drawn no more, though it is only told so. */
  readonly ghosts: readonly Ghost[];
}

/**
 * The newest map in the structure of the one that is drawn: verdicts and counts are new, places and what has one are not.
 * A node that is gone becomes a ghost at once, since a card says that something is there.
 */
export function steady(drawn: PlacedMap, newest: PlacedMap): Steady {
  const [had, has] = [idsOf(drawn), idsOf(newest)];
  const fresh = [...has].filter((id) => !had.has(id));
  const gone = [...had].filter((id) => !has.has(id));
  const rearranged = drawn.places.generation !== newest.places.generation;
  if (fresh.length + gone.length === 0 && !rearranged) return { map: newest, waiting: undefined, ghosts: [] };
  const nodes = newest.nodes.filter(({ id }) => had.has(id));
  const ids = new Set(nodes.map(({ id }) => id));
  return {
    map: {
      ...newest,
      nodes,
      boxes: drawn.boxes.map((box) => newest.boxes.find(({ namespace }) => namespace === box.namespace) ?? { ...box, groups: 0, workloads: 0, limited: 0, rims: [] }),
      edges: newest.edges.filter(({ from, to }) => ids.has(from) && ids.has(to)),
      places: { ...drawn.places, undo: newest.places.undo },
    },
    waiting: { fresh: fresh.length, gone: gone.length, rearranged },
    ghosts: ghostsOf(drawn, has),
  };
}

/** What of a picture is not in another any more. */
export const ghostsBetween = (drawn: PlacedMap, newest: PlacedMap): readonly Ghost[] => ghostsOf(drawn, idsOf(newest));

function ghostsOf({ nodes, places }: PlacedMap, has: ReadonlySet<string>): readonly Ghost[] {
  const ghost = ({ id, title }: MapNode): readonly Ghost[] => {
    const rect = places.nodes[id];
    return has.has(id) || rect === undefined ? [] : [{ id, title, rect }];
  };
  return nodes.flatMap(ghost);
}

/** Nodes, and of the boxes those that are open: a closed one is a node. */
function idsOf({ nodes, boxes }: PlacedMap): ReadonlySet<string> {
  return new Set([...nodes.map(({ id }) => id), ...boxes.filter(({ open, namespace }) => open && !nodes.some((node) => node.namespace === namespace)).map(({ namespace }) => `namespace:${namespace}`)]);
}

/** "3 changes: 2 new, 1 gone" */
export function waitingText({ fresh, gone, rearranged }: Waiting): string {
  const parts = [fresh > 0 && `${String(fresh)} new`, gone > 0 && `${String(gone)} gone`].filter(Boolean);
  if (parts.length === 0) return rearranged ? "Arranged anew" : "";
  return `${String(fresh + gone)} ${fresh + gone === 1 ? "change" : "changes"}: ${parts.join(", ")}`;
}
