"use client";

import { type ReactNode, type RefObject, useCallback, useEffect, useImperativeHandle, useRef, useState } from "react";
import type { Scene } from "#lib/map/scene.ts";
import styles from "./canvas.module.css";
import { leaveToPage } from "./leaving.ts";
import { MapRenderer } from "./MapRenderer.ts";
import { BoxButton } from "./BoxButton.tsx";
import { Minimap } from "./Minimap.tsx";
import { Overlay } from "./Overlay.tsx";
import { useHover } from "./useHover.ts";
import { useInks } from "./useInks.ts";
import type { View } from "./view.ts";

export type Camera = Pick<MapRenderer, "fit" | "zoomBy" | "zoomToFull" | "flyTo" | "reveal">;

interface Props {
  readonly scene: Scene;
  readonly revision: number;
  /** Where the camera is to be; undefined: where all of the map is in sight. */
  readonly view?: View | undefined;
  /** 500 ms after the last move. */
  readonly onView?: ((view: View | undefined) => void) | undefined;
  /** Id of the node, mark or edge that has the keyboard's focus. */
  readonly focused?: string | undefined;
  /** Ids of edges that somebody points at elsewhere. */
  readonly pointed?: readonly string[] | undefined;
  /** Id of the namespace that is selected. */
  readonly selected?: string | undefined;
  /** Nobody moves it but by pinching and buttons: one finger moves the page. */
  readonly isReadOnly?: boolean | undefined;
  readonly camera: RefObject<Camera | null>;
  readonly onSelect: (selects: string | undefined) => void;
  /** Something was tapped twice, or the button of a namespace. */
  readonly onOpen?: ((selects: string) => void) | undefined;
  /** Lies over the picture: buttons, notes. */
  readonly children?: ReactNode;
}

/** The picture. Everything in it is also in the tree beside it, which is what keyboards and screen readers use. */
export function MapCanvas({ scene, revision, view, onView, focused, pointed = NONE, selected, isReadOnly = false, camera, onSelect, onOpen, children }: Props) {
  const [surface, below, touch, above] = [useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null), useRef<HTMLDivElement>(null)];
  const [renderer, setRenderer] = useState<MapRenderer>();
  const [isReady, setReady] = useState(false);
  const moves = useRef(new Set<(view: View) => void>());
  const inks = useInks();
  const hover = useHover();
  const events = useRef({ onSelect, onOpen, onView, onHover: hover.onHover });
  useEffect(() => {
    events.current = { onSelect, onOpen, onView, onHover: hover.onHover };
  });

  useEffect(() => {
    if (touch.current === null || below.current === null || above.current === null) return;
    const made = new MapRenderer(touch.current, { below: below.current, above: above.current }, {
      onSelect: (selects) => events.current.onSelect(selects),
      onOpen: (selects) => events.current.onOpen?.(selects),
      onHover: (id) => events.current.onHover(id),
      onRest: (view) => events.current.onView?.(view),
      onMoved: (view) => moves.current.forEach((move) => move(view)),
      onDrawn: () => setReady(true),
    });
    setRenderer(made);
    return () => made.destroy();
  }, [below, touch, above]);

  useEffect(() => renderer?.show(scene, inks), [renderer, scene, inks]);
  const [zoom, x, y] = [view?.zoom, view?.x, view?.y];
  useEffect(() => renderer?.look(zoom === undefined || x === undefined || y === undefined ? undefined : { zoom, x, y }), [renderer, zoom, x, y]);
  useEffect(() => {
    if (focused !== undefined) renderer?.reveal(focused);
  }, [renderer, focused]);
  useImperativeHandle(camera, () => ({
    fit: () => renderer?.fit(),
    zoomBy: (factor) => renderer?.zoomBy(factor),
    zoomToFull: () => renderer?.zoomToFull(),
    flyTo: (id) => renderer?.flyTo(id),
    reveal: (id) => renderer?.reveal(id),
  }), [renderer]);
  const onMove = useCallback((move: (view: View) => void) => {
    moves.current.add(move);
    return () => {
      moves.current.delete(move);
    };
  }, []);

  useEffect(() => surface.current === null ? undefined : leaveToPage(surface.current, isReadOnly), [surface, isReadOnly]);

  const isBox = (id: string | undefined): boolean => /^(box|namespace):/.test(id ?? "");
  const box = isBox(hover.id) ? hover.id : selected;
  return (
    <div ref={surface} className={styles.surface} data-testid="map" data-ready={isReady} data-revision={revision} data-read-only={isReadOnly || undefined}>
      <div ref={below} className={styles.sheet} aria-hidden="true" />
      <div ref={touch} className={styles.touch} aria-hidden="true" />
      <div ref={above} className={styles.sheet} aria-hidden="true" />
      {renderer !== undefined && <Overlay scene={scene} renderer={renderer} onMove={onMove} inks={inks} focused={focused} pointed={pointed} hover={hover} />}
      {renderer !== undefined && onOpen !== undefined && box !== undefined && <BoxButton scene={scene} renderer={renderer} onMove={onMove} id={box} onEnter={hover.hold} onLeave={hover.drop} onOpen={onOpen} />}
      {renderer !== undefined && <Minimap scene={scene} inks={inks} renderer={renderer} onMove={onMove} />}
      {children}
    </div>
  );
}

const NONE: readonly string[] = [];
