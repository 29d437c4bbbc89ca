import cytoscape, { type Core, type ElementDefinition, type EventObject, type StylesheetJson } from "cytoscape";
import { penOf } from "#lib/figure/fading.ts";
import type { Inks } from "#lib/figure/inks.ts";
import { detailAt } from "#lib/map/detail.ts";
import { layersOf } from "#lib/map/drawn.ts";
import type { Rect } from "#lib/map/geometry.ts";
import type { Scene } from "#lib/map/scene.ts";
import { placeOf } from "#lib/map/whereabouts.ts";
import { OPTIONS, elementsOf } from "./elements.ts";
import { FONTS } from "./pen.ts";
import { POINTED, stylesheetOf } from "./stylesheet.ts";
import { Tiles } from "./tiles.ts";
import { type Lie, type Size, type View, fitting, intoSight, lieOf, onScreen, rounded, viewOf } from "./view.ts";

export interface Events {
  /** @param selects value of the URL's `sel`; undefined: the ground */
  readonly onSelect: (selects: string | undefined) => void;
  readonly onOpen: (selects: string) => void;
  /** @param id of a node, a mark or an edge */
  readonly onHover: (id: string | undefined) => void;
  /** After each frame in which the map lies elsewhere. */
  readonly onMoved: (view: View) => void;
  /** When the camera rests; undefined: all of the map is in sight. */
  readonly onRest: (view: View | undefined) => void;
  readonly onDrawn: () => void;
}

/** As long as the camera moves, what is painted is shown larger or smaller; in ms. */
const SETTLED = 110;
const RESTED = 500;
const FLIGHT = 260;
/** A flight to something small comes as near as this. */
const NEAR = 0.9;

/** Cytoscape has the camera, draws the edges and knows what is under the pointer; all else is in tiles below and above them. Nothing is laid out here. */
export class MapRenderer {
  readonly #cy: Core;
  readonly #tiles: Tiles;
  readonly #events: Events;
  readonly #resize: ResizeObserver;
  #scene: Scene | undefined;
  #inks: Inks | undefined;
  /** Until somebody moves the camera, the whole map is kept in sight. */
  #isFitted = true;
  #isOurs = false;
  #areFontsThere = false;
  #pointer = { x: 0, y: 0 };
  #pointed: ReadonlySet<string> = new Set();
  #styled = "";
  #frame = 0;
  #settling: ReturnType<typeof setTimeout> | undefined;
  #resting: ReturnType<typeof setTimeout> | undefined;

  constructor(touch: HTMLElement, sheets: { readonly below: HTMLElement; readonly above: HTMLElement }, events: Events) {
    this.#events = events;
    this.#tiles = new Tiles(sheets.below, sheets.above);
    this.#cy = cytoscape({ ...OPTIONS, container: touch });
    const selects = (event: EventObject): string | undefined => (event.target === this.#cy ? undefined : (event.target as cytoscape.SingularElementReturnValue).data("selects") as string);
    this.#cy.on("tap", (event) => events.onSelect(selects(event)));
    this.#cy.on("dbltap", "node", (event) => events.onOpen(selects(event) ?? ""));
    this.#cy.on("mouseover", "node, edge", (event) => {
      touch.style.cursor = "pointer";
      this.#pointer = event.renderedPosition;
      events.onHover((event.target as cytoscape.SingularElementReturnValue).data("of") as string);
    });
    this.#cy.on("mouseout", "node, edge", () => {
      touch.style.cursor = "";
      events.onHover(undefined);
    });
    this.#cy.on("pan zoom", () => this.#moved());
    // In the frame in which the edges are drawn elsewhere, the tiles are there too.
    this.#cy.on("render", () => this.#place());
    this.#resize = new ResizeObserver(() => {
      const view = this.view;
      this.#cy.resize();
      if (this.#isFitted) this.fit();
      else this.#lay(view);
    });
    this.#resize.observe(touch);
    // Cards are words: they are drawn when the fonts are there, not before.
    void Promise.all(FONTS.map((font) => document.fonts.load(font))).then(() => {
      this.#areFontsThere = true;
      this.#draw();
    });
  }

  show(scene: Scene, inks: Inks): void {
    const isElsewhere = JSON.stringify(scene.bounds) !== JSON.stringify(this.#scene?.bounds);
    this.#scene = scene;
    this.#inks = inks;
    if (isElsewhere && this.#isFitted) this.fit();
    this.#draw();
  }

  /** Edges that stand out, over all others and in their full colour. @param ids of edges */
  point(ids: ReadonlySet<string>): void {
    this.#pointed = ids;
    this.#cy.batch(() => this.#markPointed());
  }

  get view(): View {
    return viewOf(this.#lie, this.size);
  }

  /** @param view undefined: all of the map */
  look(view: View | undefined): void {
    if (view === undefined) {
      if (!this.#isFitted) this.fit();
      return;
    }
    if (!this.#isFitted && JSON.stringify(rounded(view)) === JSON.stringify(rounded(this.view))) return;
    this.#isFitted = false;
    this.#lay(view);
  }

  fit(): void {
    if (this.#scene === undefined) return;
    this.#isFitted = true;
    this.#lay(fitting(this.#scene.bounds, this.size));
  }

  zoomBy(factor: number): void {
    this.#fly({ ...this.view, zoom: this.#cy.zoom() * factor });
  }

  zoomToFull(): void {
    this.#fly({ ...this.view, zoom: 1 });
  }

  /** To a node, an edge's end or a mark, near enough to be read. */
  flyTo(id: string): void {
    const rect = this.#rectOf(id);
    if (rect === undefined) return;
    const { width, height } = this.size;
    const zoom = Math.min(Math.max(NEAR, this.#cy.zoom()), (width * 0.8) / rect.width, (height * 0.8) / rect.height);
    this.#fly({ zoom, x: rect.x + rect.width / 2, y: rect.y + rect.height / 2 });
  }

  /** Moves the map no further than it must. */
  reveal(id: string): void {
    const rect = this.#rectOf(id);
    if (rect === undefined) return;
    const { x, y } = intoSight(onScreen(rect, this.#lie), this.size);
    if (x !== 0 || y !== 0) this.#cy.panBy({ x, y });
  }

  centreOn(x: number, y: number): void {
    this.#isFitted = false;
    this.#lay({ ...this.view, x, y });
  }

  /** Where something is on the surface; undefined where it is not on the map. */
  whereIs(id: string): Rect | undefined {
    const rect = this.#rectOf(id);
    return rect && onScreen(rect, this.#lie);
  }

  /** Where words about something belong: at a node, or where the pointer is on an edge. */
  pointerAt(id: string): Rect | undefined {
    const isEdge = this.#scene?.edges.some(({ edge }) => edge.id === id) ?? false;
    return isEdge ? { ...this.#pointer, width: 0, height: 0 } : (this.whereIs(id) ?? { ...this.#pointer, width: 0, height: 0 });
  }

  destroy(): void {
    this.#resize.disconnect();
    cancelAnimationFrame(this.#frame);
    clearTimeout(this.#settling);
    clearTimeout(this.#resting);
    this.#tiles.remove();
    this.#cy.destroy();
  }

  get #lie(): Lie {
    const { x, y } = this.#cy.pan();
    return { zoom: this.#cy.zoom(), left: x, top: y };
  }

  get size(): Size {
    return { width: this.#cy.width(), height: this.#cy.height() };
  }

  #rectOf(id: string): Rect | undefined {
    return this.#scene && placeOf(this.#scene, id);
  }

  /** The camera where we want it, which is no move of somebody's own. */
  #lay(view: View): void {
    const { zoom, left, top } = lieOf(view, this.size);
    this.#isOurs = true;
    this.#cy.viewport({ zoom, pan: { x: left, y: top } });
    this.#isOurs = false;
  }

  #fly(view: View): void {
    this.#isFitted = false;
    const { zoom, left, top } = lieOf({ ...view, zoom: Math.max(this.#cy.minZoom(), Math.min(this.#cy.maxZoom(), view.zoom)) }, this.size);
    this.#cy.stop();
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) this.#cy.viewport({ zoom, pan: { x: left, y: top } });
    else this.#cy.animate({ zoom, pan: { x: left, y: top } }, { duration: FLIGHT, easing: "ease-in-out" });
  }

  #moved(): void {
    if (!this.#isOurs) this.#isFitted = false;
    // What was pointed at is no more under the pointer.
    this.#events.onHover(undefined);
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#settle(), SETTLED);
    clearTimeout(this.#resting);
    this.#resting = setTimeout(() => this.#events.onRest(this.#isFitted ? undefined : rounded(this.view)), RESTED);
  }

  /** What can be read, and how large it is to touch, depends on the zoom. */
  #settle(): void {
    if (this.#scene === undefined || this.#tiles.zoom === this.#cy.zoom()) return;
    this.#draw();
  }

  #draw(): void {
    if (this.#scene === undefined || this.#inks === undefined || !this.#areFontsThere || this.#cy.width() === 0) return;
    const [scene, pen, zoom] = [this.#scene, penOf(this.#inks), this.#cy.zoom()];
    const onShown = (): void => {
      this.#restyle(stylesheetOf(pen, detailAt(zoom, scene.nodes.length)));
      this.#patch(elementsOf(scene, zoom));
    };
    this.#tiles.show({ ...layersOf(scene, zoom), pen, zoom, onShown });
    this.#inNextFrame();
  }

  #restyle(sheet: StylesheetJson): void {
    const written = JSON.stringify(sheet);
    if (written !== this.#styled) this.#cy.style(sheet);
    this.#styled = written;
  }

  #inNextFrame(): void {
    if (this.#frame !== 0) return;
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0;
      this.#place();
    });
  }

  #place(): void {
    const isMissing = this.#tiles.place(this.#lie, this.size, () => performance.now());
    this.#events.onMoved(this.view);
    if (isMissing) this.#inNextFrame();
    else this.#events.onDrawn();
  }

  #patch(wanted: readonly ElementDefinition[]): void {
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
      this.#markPointed();
    });
  }

  #markPointed(): void {
    this.#cy.edges("[line]").forEach((edge) => {
      edge.toggleClass(POINTED, this.#pointed.has(edge.data("of") as string));
    });
  }
}
