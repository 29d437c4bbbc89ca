import cytoscape, { type Core } from "cytoscape";
import { INKS, type Theme } from "#lib/figure/inks.ts";
import type { Scene } from "#lib/map/elements.ts";
import type { Rect } from "#lib/map/geometry.ts";
import { OPTIONS, definitionsOf, styleOf } from "./cytoscape.ts";
import { FONTS, paint, paintFaded } from "./paint.ts";

const MARGIN = 30;
/** The zoom buttons lie over the lower edge. */
const FOOT = 24;
const LARGEST_FIT = 1.15;

/**
 * Three layers that share one camera: boxes below, Cytoscape's edges, and above them cards and words. Cytoscape also
 * knows what is under the pointer. Elements are patched by id; nothing is ever laid out here.
 */
export class MapRenderer {
  readonly #cy: Core;
  readonly #layers: readonly [ground: HTMLCanvasElement, above: HTMLCanvasElement];
  readonly #resize: ResizeObserver;
  #scene: Scene | undefined;
  #theme: Theme = "light";
  #bounds: Rect = { x: 0, y: 0, width: 1, height: 1 };
  #focused: string | undefined;
  /** Until somebody moves the camera, the whole map is kept in sight. */
  #moved = false;
  #moving = false;

  constructor(container: HTMLElement, layers: readonly [HTMLCanvasElement, HTMLCanvasElement], events: { readonly onSelect: (id: string | undefined) => void; readonly onDrawn: () => void }) {
    this.#layers = layers;
    this.#cy = cytoscape({ ...OPTIONS, container });
    this.#cy.on("tap", (event) => events.onSelect(event.target === this.#cy ? undefined : ((event.target as cytoscape.SingularElementReturnValue).data("selects") as string)));
    this.#cy.on("mouseover", "node, edge", () => (container.style.cursor = "pointer"));
    this.#cy.on("mouseout", "node, edge", () => (container.style.cursor = ""));
    this.#cy.on("pan zoom", () => (this.#moved ||= !this.#moving));
    this.#cy.on("render", () => this.#draw());
    this.#resize = new ResizeObserver(() => {
      this.#cy.resize();
      if (!this.#moved) this.fit();
    });
    this.#resize.observe(container);
    // Cards are words: they are drawn when the fonts are there, not before.
    void Promise.all(FONTS.map((font) => document.fonts.load(font))).then(() => {
      this.#draw();
      events.onDrawn();
    });
  }

  show(scene: Scene, bounds: Rect, theme: Theme): void {
    const moved = JSON.stringify(bounds) !== JSON.stringify(this.#bounds);
    if (theme !== this.#theme || this.#scene === undefined) this.#cy.style(styleOf(INKS[theme]));
    this.#scene = scene;
    this.#theme = theme;
    this.#bounds = bounds;
    this.#patch(scene);
    if (moved && !this.#moved) this.fit();
    this.#draw();
  }

  /** Draws the ring of the keyboard's focus, and brings it into sight. */
  focus(id: string | undefined): void {
    this.#focused = id;
    const node = id === undefined ? undefined : this.#cy.getElementById(id);
    if (node?.nonempty()) {
      const { x1, y1, x2, y2 } = node.renderedBoundingBox();
      const [dx, dy] = [outside(x1, x2, this.#cy.width()), outside(y1, y2, this.#cy.height())];
      if (dx !== 0 || dy !== 0) this.#cy.panBy({ x: dx, y: dy });
    }
    this.#draw();
  }

  fit(): void {
    const { x, y, width, height } = this.#bounds;
    const [w, h] = [this.#cy.width(), this.#cy.height()];
    // Cytoscape takes no viewport at all where the zoom is out of its bounds.
    const zoom = Math.max(this.#cy.minZoom(), Math.min((w - 2 * MARGIN) / width, (h - 2 * MARGIN - FOOT) / height, LARGEST_FIT));
    this.#move(() => this.#cy.viewport({ zoom, pan: { x: (w - width * zoom) / 2 - x * zoom, y: (h - FOOT - height * zoom) / 2 - y * zoom } }));
    this.#moved = false;
  }

  zoomBy(factor: number): void {
    this.#zoomTo(this.#cy.zoom() * factor);
  }

  zoomToFull(): void {
    this.#zoomTo(1);
  }

  destroy(): void {
    this.#resize.disconnect();
    this.#cy.destroy();
  }

  #zoomTo(level: number): void {
    this.#moved = true;
    this.#cy.zoom({ level, renderedPosition: { x: this.#cy.width() / 2, y: this.#cy.height() / 2 } });
  }

  #move(change: () => void): void {
    this.#moving = true;
    change();
    this.#moving = false;
  }

  #patch(scene: Scene): void {
    const wanted = definitionsOf(scene);
    const ids = new Set(wanted.map(({ data }) => data.id));
    this.#cy.batch(() => {
      this.#cy.elements().filter((element) => !ids.has(element.id())).remove();
      for (const definition of wanted) {
        const known = this.#cy.getElementById(definition.data.id ?? "");
        if (known.empty()) this.#cy.add(definition);
        else {
          known.data(definition.data);
          if (definition.position !== undefined) known.position(definition.position);
        }
      }
    });
  }

  #draw(): void {
    if (this.#scene === undefined) return;
    const { ground, things, words } = this.#scene;
    const inks = INKS[this.#theme];
    const zoom = this.#cy.zoom();
    const [below, above] = this.#layers.map((canvas) => this.#prepare(canvas));
    if (below) paint(below, ground, inks, zoom);
    if (!above) return;
    for (const { shapes, faded } of things) (faded ? paintFaded : paint)(above, shapes, inks, zoom);
    paint(above, words, inks, zoom);
    const focused = things.find(({ id }) => id === this.#focused);
    if (focused) {
      const { x, y, width, height } = focused.rect;
      paint(above, [{ kind: "box", x: x - 5, y: y - 5, width: width + 10, height: height + 10, radius: 11, stroke: "focus", weight: 2.5 / Math.min(1, zoom) }], inks, zoom);
    }
  }

  /** As many pixels as the screen has, seen through Cytoscape's camera. */
  #prepare(canvas: HTMLCanvasElement): CanvasRenderingContext2D | undefined {
    const ratio = window.devicePixelRatio;
    const [width, height] = [Math.round(this.#cy.width() * ratio), Math.round(this.#cy.height() * ratio)];
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    const context = canvas.getContext("2d");
    if (context === null) return undefined;
    const { x, y } = this.#cy.pan();
    const zoom = this.#cy.zoom() * ratio;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, width, height);
    context.setTransform(zoom, 0, 0, zoom, x * ratio, y * ratio);
    return context;
  }
}

/** How far something must move to be wholly between 0 and `end`. */
function outside(from: number, to: number, end: number): number {
  if (from < MARGIN) return MARGIN - from;
  return to > end - MARGIN ? end - MARGIN - to : 0;
}
