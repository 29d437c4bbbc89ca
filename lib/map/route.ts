import type { Point } from "#lib/figure/shape.ts";
import type { Port } from "./curve.ts";
import { Heap } from "./heap.ts";
import { BESIDE_BOX, BESIDE_CARD, type Lanes } from "./lanes.ts";
import { firstAtLeast } from "./sortedlines.ts";

/** A corner is worth a detour of so many px. */
const CORNER = 90;
/** Lines avoid each other as far as that costs nothing: px for each that is there already. */
const CROWD = 14;
/** Beyond the ends in both directions nobody looks for a way. */
const AROUND = 700;
const MOST_STEPS = 12_000;
/** More than 1 is found sooner and not always the shortest: nobody sees the difference. */
const EAGER = 1.4;
/** The lane beside a port is not further than this. */
const NEAR = Math.max(BESIDE_CARD.x, BESIDE_BOX) + 6;

/** Where a way enters the lanes: on the lane beside its port, between these crossings. */
interface Entry {
  readonly isUpright: boolean;
  readonly lane: number;
  readonly at: Point;
  readonly crossings: readonly (readonly [column: number, row: number])[];
}

/** Finds ways in lanes, one after the other: each knows where those before it run. */
export class Router {
  readonly #lanes: Lanes;
  /** Of each crossing and direction: what it cost to get there, from where, and in which search that was. */
  readonly #costs: Float64Array;
  readonly #before: Int32Array;
  readonly #searches: Int32Array;
  #search = 0;
  /** Bundles that run in a part of a lane. */
  readonly #crowds: { readonly level: Map<number, Set<string>>; readonly upright: Map<number, Set<string>> } = { level: new Map(), upright: new Map() };

  constructor(lanes: Lanes) {
    this.#lanes = lanes;
    const states = 2 * lanes.xs.length * lanes.ys.length;
    [this.#costs, this.#before, this.#searches] = [new Float64Array(states), new Int32Array(states), new Int32Array(states)];
  }

  /**
   * @param bundle what leads to one place keeps together
   * @returns the corners between the two ports, level and upright in turn; undefined where there is no way
   */
  route(start: Port, end: Port, bundle: string): readonly Point[] | undefined {
    const [from, to] = [this.#entry(start), this.#entry(end)];
    if (from === undefined || to === undefined) return undefined;
    if (from.isUpright && to.isUpright && from.lane === to.lane && this.#isFree(from, from.at[1], to.at[1])) return [from.at, to.at];
    const found = this.#found(from, to, bundle);
    return found && [from.at, ...found, to.at];
  }

  #entry({ at: [x, y], side }: Port): Entry | undefined {
    const { xs, ys } = this.#lanes;
    const isUpright = side === "left" || side === "right";
    const [lanes, others] = isUpright ? [xs, ys] : [ys, xs];
    const [across, along] = isUpright ? [x, y] : [y, x];
    const after = firstAtLeast(others, along);
    const outwards = side === "right" || side === "bottom" ? 1 : -1;
    // The nearest that is not too near to somebody else.
    for (let lane = outwards === 1 ? firstAtLeast(lanes, across + 1) : firstAtLeast(lanes, across) - 1; Math.abs((lanes[lane] ?? Infinity) - across) <= NEAR; lane += outwards) {
      const near = [after - 1, after].filter((other) => other >= 0 && other < others.length && this.#isFree({ isUpright, lane }, along, others[other] ?? along));
      if (near.length === 0) continue;
      const place = lanes[lane] ?? across;
      return { isUpright, lane, at: isUpright ? [place, y] : [x, place], crossings: near.map((other) => (isUpright ? [lane, other] : [other, lane])) };
    }
    return undefined;
  }

  /** Whether a lane is free from one place along it to another. */
  #isFree({ isUpright, lane }: Pick<Entry, "isUpright" | "lane">, one: number, other: number): boolean {
    const { xs, ys, level, upright } = this.#lanes;
    const [others, free] = isUpright ? [ys, upright] : [xs, level];
    const [from, to] = [Math.min(one, other), Math.max(one, other)];
    for (let part = Math.max(0, firstAtLeast(others, from) - 1); part < others.length - 1 && (others[part] ?? 0) < to; part++) {
      if ((others[part + 1] ?? 0) > from && free[lane * others.length + part] === 0) return false;
    }
    return true;
  }

  /** A* over crossings and the direction in which they are reached. */
  #found(from: Entry, to: Entry, bundle: string): readonly Point[] | undefined {
    const { xs, ys, level, upright } = this.#lanes;
    const [width, height] = [xs.length, ys.length];
    const [left, right] = [Math.min(from.at[0], to.at[0]) - AROUND, Math.max(from.at[0], to.at[0]) + AROUND];
    const [top, bottom] = [Math.min(from.at[1], to.at[1]) - AROUND, Math.max(from.at[1], to.at[1]) + AROUND];
    const [costs, before, searches, search] = [this.#costs, this.#before, this.#searches, ++this.#search];
    const heap = new Heap();
    const goals = new Set(to.crossings.map(([column, row]) => row * width + column));
    const rest = (column: number, row: number): number => Math.abs((xs[column] ?? 0) - to.at[0]) + Math.abs((ys[row] ?? 0) - to.at[1]);
    const reach = (column: number, row: number, isUpright: boolean, cost: number, previous: number): void => {
      const state = (row * width + column) * 2 + Number(isUpright);
      if (searches[state] === search && (costs[state] ?? 0) <= cost) return;
      searches[state] = search;
      costs[state] = cost;
      before[state] = previous;
      heap.push(state, cost + EAGER * rest(column, row));
    };
    for (const [column, row] of from.crossings) reach(column, row, from.isUpright, Math.abs((xs[column] ?? 0) - from.at[0]) + Math.abs((ys[row] ?? 0) - from.at[1]), -1);
    for (let steps = 0; steps < MOST_STEPS; steps++) {
      const state = heap.pop();
      if (state === undefined) return undefined;
      const crossing = state >> 1;
      const [column, row, wasUpright] = [crossing % width, Math.floor(crossing / width), (state & 1) === 1];
      const cost = costs[state] ?? 0;
      // The last stretch runs on the lane beside the port.
      if (goals.has(crossing) && wasUpright === to.isUpright) return this.#taken(state, bundle);
      if (goals.has(crossing)) reach(column, row, to.isUpright, cost + CORNER, state);
      for (const step of [-1, 1]) {
        const [nextColumn, nextRow] = [column + step, row + step];
        const levelPart = row * width + Math.min(column, nextColumn);
        if (nextColumn >= 0 && nextColumn < width && level[levelPart] === 1) {
          const x = xs[nextColumn] ?? 0;
          if (x >= left && x <= right) reach(nextColumn, row, false, cost + Math.abs(x - (xs[column] ?? 0)) + (wasUpright ? CORNER : 0) + crowded(this.#crowds.level.get(levelPart), bundle), state);
        }
        const uprightPart = column * height + Math.min(row, nextRow);
        if (nextRow >= 0 && nextRow < height && upright[uprightPart] === 1) {
          const y = ys[nextRow] ?? 0;
          if (y >= top && y <= bottom) reach(column, nextRow, true, cost + Math.abs(y - (ys[row] ?? 0)) + (wasUpright ? 0 : CORNER) + crowded(this.#crowds.upright.get(uprightPart), bundle), state);
        }
      }
    }
    return undefined;
  }

  #taken(last: number, bundle: string): readonly Point[] {
    const { xs, ys } = this.#lanes;
    const crossings: number[] = [];
    for (let state = last; state !== -1; state = this.#before[state] ?? -1) if (crossings.at(-1) !== state >> 1) crossings.push(state >> 1);
    crossings.reverse();
    const points = crossings.map((crossing): readonly [column: number, row: number] => [crossing % xs.length, Math.floor(crossing / xs.length)]);
    points.forEach(([column, row], index) => {
      const next = points[index + 1];
      if (next === undefined) return;
      const part = row === next[1] ? row * xs.length + Math.min(column, next[0]) : column * ys.length + Math.min(row, next[1]);
      const crowd = row === next[1] ? this.#crowds.level : this.#crowds.upright;
      crowd.set(part, (crowd.get(part) ?? new Set<string>()).add(bundle));
    });
    return points.map(([column, row]): Point => [xs[column] ?? 0, ys[row] ?? 0]);
  }
}

const crowded = (there: ReadonlySet<string> | undefined, bundle: string): number => (there === undefined || there.has(bundle) ? 0 : CROWD * there.size);
