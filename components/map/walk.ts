import type { Places } from "#lib/api/map.ts";
import { type Direction, toward } from "./toward.ts";
import { NAMESPACE, type Row } from "./tree.ts";

const ARROWS: Readonly<Record<string, Direction>> = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };

/**
 * Where a key leads in the tree: arrows to the next thing in that direction of the picture, among the connections of a node up and
 * down; `e` and `i` along what it calls and what calls it. @returns undefined: nowhere
 */
export function moved(key: string, rows: readonly Row[], at: number, places: Places): number | undefined {
  const row = rows[at];
  if (row === undefined) return undefined;
  const within = (index: number): number | undefined => (rows[index] === undefined ? undefined : index);
  const found = (index: number): number | undefined => (index < 0 ? undefined : index);
  if (key === "Home") return 0;
  if (key === "End") return rows.length - 1;
  if (key === "e" || key === "i") return along(key === "e" ? "egress" : "ingress", rows, at);
  const direction = ARROWS[key];
  if (direction === undefined) return undefined;
  if (row.kind === "edge") {
    if (direction === "right") return found(rows.findIndex(({ kind, ring }) => kind !== "edge" && ring === row.to));
    if (direction === "left") return found(ownerOf(rows, at));
    const next = at + (direction === "down" ? 1 : -1);
    return rows[next]?.kind === "edge" ? next : undefined;
  }
  const spots = spotsOf(rows, places);
  const from = spots[row.id];
  // What has no place on the picture still has one in the list.
  if (from === undefined) return within(at + (direction === "down" || direction === "right" ? 1 : -1));
  const id = toward(direction, from, Object.fromEntries(Object.entries(spots).filter(([other]) => other !== row.id)));
  return id === undefined ? undefined : found(rows.findIndex((one) => one.id === id));
}

/** The first connection on a side of a node; from one of them the next. */
function along(side: "egress" | "ingress", rows: readonly Row[], at: number): number | undefined {
  const owner = rows[at]?.kind === "edge" ? ownerOf(rows, at) : at;
  const ones: number[] = [];
  for (let index = owner + 1; rows[index]?.kind === "edge"; index++) if (rows[index]?.side === side) ones.push(index);
  return ones.length === 0 ? undefined : ones[(ones.indexOf(at) + 1) % ones.length];
}

/** The node that an edge is listed under. */
export const ownerOf = (rows: readonly Row[], at: number): number => rows.slice(0, at).findLastIndex(({ kind }) => kind !== "edge");

/** Where what can have the focus stands. An open namespace is where its name is: in its upper left corner. */
function spotsOf(rows: readonly Row[], places: Places): Readonly<Record<string, Places["cluster"]>> {
  const spots: Record<string, Places["cluster"]> = {};
  for (const { id, kind, ring } of rows) {
    if (kind === "edge" || ring === undefined) continue;
    const box = kind === "namespace" ? places.boxes[id.slice(NAMESPACE.length)] : undefined;
    const rect = places.nodes[ring] ?? (box && { x: box.x, y: box.y, width: Math.min(box.width, 120), height: 24 });
    if (rect !== undefined) spots[id] = rect;
  }
  return spots;
}

/** Milliseconds after which letters begin a new word. */
const PAUSE = 700;

/** What was typed to find a row by its title. */
export interface Typed {
  readonly text: string;
  readonly at: number;
}

/** @param now milliseconds; @returns what is typed by now, and the row that begins so */
export function typeAhead(letter: string, rows: readonly Row[], at: number, { was, now }: { readonly was: Typed; readonly now: number }): { readonly typed: Typed; readonly found: number | undefined } {
  const goesOn = now - was.at < PAUSE;
  const text = (goesOn ? was.text : "") + letter.toLowerCase();
  // A first letter leads onwards, further ones may stay where they are.
  const order = rows.map((_, index) => (at + index + (goesOn ? 0 : 1)) % rows.length);
  return { typed: { text, at: now }, found: order.find((index) => rows[index]?.kind !== "edge" && rows[index]?.title.toLowerCase().startsWith(text)) };
}

export const isTyping = ({ text, at }: Typed, now: number): boolean => text !== "" && now - at < PAUSE;
