import type { Pen } from "#lib/figure/fading.ts";
import type { Drawn, Layers } from "#lib/map/drawn.ts";
import { paint } from "./pen.ts";
import type { Lie, Size } from "./view.ts";

/** Side of a tile, in CSS px. */
const SIDE = 512;
/** So far around what is seen is painted before it is seen. */
const AHEAD = 96;
/** Tiles further away than this are given back. */
const KEPT = 900;
/** A frame takes no longer for painting than this, in ms; one tile is always painted. */
const BUDGET = 7;

interface Picture extends Layers {
  readonly pen: Pen;
  /** What it was drawn for; shown larger or smaller until it is drawn anew. */
  readonly zoom: number;
  /** When it takes the old one's place. */
  readonly onShown: () => void;
}

/**
 * A picture in tiles, in two layers. Moving it moves what is painted and paints what comes into sight, tile by tile; a new
 * picture takes the old one's place when all of it that is in sight is painted.
 */
export class Tiles {
  readonly #below: HTMLElement;
  readonly #above: HTMLElement;
  #shown: Sheets | undefined;
  #coming: Sheets | undefined;

  constructor(below: HTMLElement, above: HTMLElement) {
    [this.#below, this.#above] = [below, above];
  }

  /** The zoom of the newest picture. */
  get zoom(): number | undefined {
    return (this.#coming ?? this.#shown)?.zoom;
  }

  show(picture: Picture): void {
    this.#coming?.remove();
    this.#coming = new Sheets(picture, this.#below, this.#above);
  }

  /** @returns whether something in sight is still to be painted, in the next frame */
  place(lie: Lie, size: Size, now: () => number): boolean {
    const until = now() + BUDGET;
    const isDone = this.#coming?.place(lie, size, this.#shown === undefined ? () => true : () => now() < until) ?? true;
    if (this.#coming !== undefined && isDone) {
      this.#coming.reveal();
      this.#shown?.remove();
      this.#shown = this.#coming;
      this.#coming = undefined;
    }
    const isWhole = this.#shown?.place(lie, size, () => now() < until) ?? true;
    return !isDone || !isWhole;
  }

  remove(): void {
    this.#shown?.remove();
    this.#coming?.remove();
  }
}

/** Both layers of one picture: they come together. */
class Sheets {
  readonly #picture: Picture;
  readonly #layers: readonly Sheet[];

  constructor(picture: Picture, below: HTMLElement, above: HTMLElement) {
    this.#picture = picture;
    this.#layers = [new Sheet(picture, picture.below, below), new Sheet(picture, picture.above, above)];
  }

  get zoom(): number {
    return this.#picture.zoom;
  }

  reveal(): void {
    for (const layer of this.#layers) layer.reveal();
    this.#picture.onShown();
  }

  remove(): void {
    for (const layer of this.#layers) layer.remove();
  }

  /** @returns whether all in sight is painted */
  place(lie: Lie, size: Size, mayGoOn: () => boolean): boolean {
    for (const layer of this.#layers) layer.move(lie);
    return this.#layers.every((layer) => layer.fill(lie, size, mayGoOn));
  }
}

class Sheet {
  readonly #picture: Pick<Picture, "pen" | "zoom">;
  readonly #pieces: readonly Drawn[];
  readonly #element: HTMLElement;
  readonly #ratio = window.devicePixelRatio;
  /** By column and row; undefined where nothing is on the tile. */
  readonly #tiles = new Map<string, HTMLCanvasElement | undefined>();

  constructor(picture: Pick<Picture, "pen" | "zoom">, pieces: readonly Drawn[], parent: HTMLElement) {
    [this.#picture, this.#pieces] = [picture, pieces];
    this.#element = document.createElement("div");
    Object.assign(this.#element.style, { position: "absolute", left: "0", top: "0", transformOrigin: "0 0", visibility: "hidden" });
    parent.append(this.#element);
  }

  reveal(): void {
    this.#element.style.visibility = "";
  }

  remove(): void {
    this.#element.remove();
  }

  move({ zoom, left, top }: Lie): void {
    const scale = zoom / this.#picture.zoom;
    const snap = (length: number): number => Math.round(length * this.#ratio) / this.#ratio;
    this.#element.style.transform = scale === 1 ? `translate(${snap(left)}px, ${snap(top)}px)` : `translate(${left}px, ${top}px) scale(${scale})`;
  }

  /** @returns whether all in sight is painted */
  fill({ zoom, left, top }: Lie, { width, height }: Size, mayGoOn: () => boolean): boolean {
    const side = SIDE * (zoom / this.#picture.zoom);
    const within = (around: number) => ({ left: Math.floor((-left - around) / side), right: Math.floor((width - left + around) / side), top: Math.floor((-top - around) / side), bottom: Math.floor((height - top + around) / side) });
    const kept = within(KEPT);
    for (const [key, tile] of this.#tiles) {
      const [column = 0, row = 0] = key.split(",").map(Number);
      if (column >= kept.left && column <= kept.right && row >= kept.top && row <= kept.bottom) continue;
      tile?.remove();
      this.#tiles.delete(key);
    }
    let isFirst = true;
    // What is seen comes before what may be seen soon.
    for (const range of [within(0), within(AHEAD)]) {
      for (let row = range.top; row <= range.bottom; row++) {
        for (let column = range.left; column <= range.right; column++) {
          if (this.#tiles.has(`${column},${row}`)) continue;
          if (!isFirst && !mayGoOn()) return false;
          isFirst = false;
          this.#paint(column, row);
        }
      }
    }
    return true;
  }

  #paint(column: number, row: number): void {
    const { pen, zoom } = this.#picture;
    const [left, top, side] = [(column * SIDE) / zoom, (row * SIDE) / zoom, SIDE / zoom];
    const inside = this.#pieces.filter(({ rect }) => rect.x < left + side && rect.x + rect.width > left && rect.y < top + side && rect.y + rect.height > top);
    this.#tiles.set(`${column},${row}`, undefined);
    if (inside.length === 0) return;
    const tile = document.createElement("canvas");
    tile.width = tile.height = Math.ceil(SIDE * this.#ratio);
    Object.assign(tile.style, { position: "absolute", left: `${column * SIDE}px`, top: `${row * SIDE}px`, width: `${SIDE}px`, height: `${SIDE}px` });
    const context = tile.getContext("2d");
    if (context === null) return;
    const scale = zoom * this.#ratio;
    context.setTransform(scale, 0, 0, scale, -column * SIDE * this.#ratio, -row * SIDE * this.#ratio);
    for (const { shapes } of inside) paint(context, shapes, pen, zoom);
    this.#tiles.set(`${column},${row}`, tile);
    this.#element.append(tile);
  }
}
