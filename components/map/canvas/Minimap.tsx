"use client";

import { type PointerEvent, useEffect, useRef } from "react";
import type { Ink, Inks } from "#lib/figure/inks.ts";
import type { Scene, SceneNode } from "#lib/map/scene.ts";
import styles from "./canvas.module.css";
import type { MapRenderer } from "./MapRenderer.ts";
import type { View } from "./view.ts";

/** On smaller maps it would show what is seen anyway. */
const FROM_NODES = 60;
const LARGEST = { width: 176, height: 116 } as const;
const PAD = 6;

/** All of the map in small, with the part that is seen; a click moves there. */
export function Minimap({ scene, inks, renderer, onMove }: { readonly scene: Scene; readonly inks: Inks; readonly renderer: MapRenderer; readonly onMove: (move: (view: View) => void) => () => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const isShown = scene.nodes.length > FROM_NODES;
  const { x, y, width, height } = scene.bounds;
  const scale = Math.min((LARGEST.width - 2 * PAD) / width, (LARGEST.height - 2 * PAD) / height);
  const size = { width: Math.round(width * scale) + 2 * PAD, height: Math.round(height * scale) + 2 * PAD };

  useEffect(() => {
    if (isShown && canvas.current !== null) draw(canvas.current, scene, inks, scale);
  }, [isShown, scene, inks, scale]);

  useEffect(() => {
    const place = (): void => {
      const { view, size: seen } = renderer;
      if (frame.current === null) return;
      const [w, h] = [(seen.width / view.zoom) * scale, (seen.height / view.zoom) * scale];
      Object.assign(frame.current.style, { left: `${(view.x - x) * scale - w / 2 + PAD}px`, top: `${(view.y - y) * scale - h / 2 + PAD}px`, width: `${w}px`, height: `${h}px` });
    };
    place();
    return onMove(place);
  }, [renderer, onMove, scale, x, y, isShown]);

  if (!isShown) return null;
  const go = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.buttons === 0) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    renderer.centreOn((event.clientX - left - PAD) / scale + x, (event.clientY - top - PAD) / scale + y);
  };
  return (
    <div className={styles.minimap} style={{ inlineSize: size.width, blockSize: size.height }} aria-hidden="true" onPointerDown={go} onPointerMove={go} data-testid="minimap">
      <canvas ref={canvas} style={{ inlineSize: size.width, blockSize: size.height }} />
      <div ref={frame} className={styles.seen} />
    </div>
  );
}

function draw(canvas: HTMLCanvasElement, { boxes, nodes, stops, cluster, bounds }: Scene, inks: Inks, scale: number): void {
  const ratio = window.devicePixelRatio;
  Object.assign(canvas, { width: (bounds.width * scale + 2 * PAD) * ratio, height: (bounds.height * scale + 2 * PAD) * ratio });
  const context = canvas.getContext("2d");
  if (context === null) return;
  context.setTransform(scale * ratio, 0, 0, scale * ratio, (PAD - bounds.x * scale) * ratio, (PAD - bounds.y * scale) * ratio);
  context.lineWidth = 1 / scale;
  context.strokeStyle = inks["kubernetes-soft"];
  for (const { x, y, width, height } of [cluster.rect, ...boxes.map(({ rect }) => rect)]) context.strokeRect(x, y, width, height);
  for (const node of nodes) {
    context.fillStyle = inks[node.faded ? "line-soft" : inkOf(node)];
    context.fillRect(node.rect.x, node.rect.y, node.rect.width, node.rect.height);
  }
  context.fillStyle = inks.blocked;
  for (const { at: [cx, cy] } of stops.filter(({ faded }) => !faded)) context.fillRect(cx - 1.75 / scale, cy - 1.75 / scale, 3.5 / scale, 3.5 / scale);
}

function inkOf({ node }: SceneNode): Ink {
  return node.kind === "namespace" ? "kubernetes-soft" : node.kind === "external" ? "external" : "kubernetes";
}
