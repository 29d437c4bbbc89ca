"use client";

import { useEffect, useRef, useState } from "react";
import { penOf } from "#lib/figure/fading.ts";
import type { Inks } from "#lib/figure/inks.ts";
import type { Rect } from "#lib/map/geometry.ts";
import { pointedAt, pointedWords } from "#lib/map/pointed.ts";
import type { Scene } from "#lib/map/scene.ts";
import styles from "./canvas.module.css";
import type { MapRenderer } from "./MapRenderer.ts";
import { paint } from "./pen.ts";
import { Tooltip } from "./Tooltip.tsx";
import { toldOf } from "./told.ts";
import type { useHover } from "./useHover.ts";
import { type View, lieOf } from "./view.ts";

interface Props {
  readonly scene: Scene;
  readonly renderer: MapRenderer;
  readonly onMove: (move: (view: View) => void) => () => void;
  readonly inks: Inks;
  readonly focused: string | undefined;
  readonly pointed: readonly string[];
  readonly hover: ReturnType<typeof useHover>;
}

const RING = 5;

/** What lies over the picture and moves with it: the keyboard's ring, and words about what is pointed at. */
export function Overlay({ scene, renderer, onMove, inks, focused, pointed, hover }: Props) {
  const ring = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const [at, setAt] = useState<Rect>();
  const { id } = hover;

  useEffect(() => {
    const edges = [...scene.edges.filter(({ edge }) => pointed.includes(edge.id)), ...(id === undefined ? [] : pointedAt(scene, id))];
    const pen = penOf(inks);
    const place = (): void => {
      const rect = focused === undefined ? undefined : renderer.whereIs(focused);
      if (ring.current !== null) ring.current.hidden = rect === undefined;
      if (ring.current !== null && rect !== undefined) Object.assign(ring.current.style, { left: `${rect.x - RING}px`, top: `${rect.y - RING}px`, width: `${rect.width + 2 * RING}px`, height: `${rect.height + 2 * RING}px` });
      if (canvas.current !== null) draw(canvas.current, renderer, (context, zoom) => paint(context, pointedWords(scene, edges, zoom), pen, zoom), edges.length > 0);
    };
    renderer.point(new Set(edges.map(({ edge }) => edge.id)));
    place();
    return onMove(place);
  }, [scene, renderer, onMove, inks, focused, pointed, id]);

  useEffect(() => {
    const place = (): void => setAt(id === undefined ? undefined : renderer.pointerAt(id));
    place();
    return id === undefined ? undefined : onMove(place);
  }, [renderer, onMove, id]);

  const lines = id === undefined ? [] : toldOf(scene, id);
  return (
    <>
      <canvas ref={canvas} className={styles.pointed} aria-hidden="true" hidden />
      <div ref={ring} className={styles.ring} data-testid="map-ring" aria-hidden="true" hidden />
      {at !== undefined && lines.length > 0 && <Tooltip lines={lines} at={at} surface={renderer.size} onEnter={hover.hold} onLeave={hover.drop} />}
    </>
  );
}

function draw(canvas: HTMLCanvasElement, renderer: MapRenderer, how: (context: CanvasRenderingContext2D, zoom: number) => void, isSeen: boolean): void {
  canvas.hidden = !isSeen;
  const context = isSeen ? canvas.getContext("2d") : null;
  if (context === null) return;
  const { width, height } = renderer.size;
  const ratio = window.devicePixelRatio;
  Object.assign(canvas, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
  const { zoom, left, top } = lieOf(renderer.view, renderer.size);
  context.setTransform(zoom * ratio, 0, 0, zoom * ratio, left * ratio, top * ratio);
  how(context, zoom);
}
