"use client";

import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from "react";
import type { Scene } from "#lib/map/elements.ts";
import type { Rect } from "#lib/map/geometry.ts";
import { useTheme } from "../frame/theme.ts";
import { MapRenderer } from "./MapRenderer.ts";
import styles from "./map.module.css";

export type Camera = Pick<MapRenderer, "fit" | "zoomBy" | "zoomToFull">;

/** The picture. Everything in it is also in the list beside it, which is what keyboards and screen readers use. */
export function MapCanvas({ scene, bounds, revision, focused, camera, onSelect }: { readonly scene: Scene; readonly bounds: Rect; readonly revision: number; readonly focused: string | undefined; readonly camera: RefObject<Camera | null>; readonly onSelect: (id: string | undefined) => void }) {
  const container = useRef<HTMLDivElement>(null);
  const ground = useRef<HTMLCanvasElement>(null);
  const above = useRef<HTMLCanvasElement>(null);
  const renderer = useRef<MapRenderer>(null);
  const [ready, setReady] = useState(false);
  const theme = useTheme();
  const select = useRef(onSelect);
  useEffect(() => {
    select.current = onSelect;
  }, [onSelect]);

  useEffect(() => {
    if (container.current === null || ground.current === null || above.current === null) return;
    const made = new MapRenderer(container.current, [ground.current, above.current], { onSelect: (id) => select.current(id), onDrawn: () => setReady(true) });
    renderer.current = made;
    return () => {
      renderer.current = null;
      made.destroy();
    };
  }, []);

  useEffect(() => renderer.current?.show(scene, bounds, theme), [scene, bounds, theme]);
  useEffect(() => renderer.current?.focus(focused), [focused]);
  useImperativeHandle(camera, () => ({
    fit: () => renderer.current?.fit(),
    zoomBy: (factor) => renderer.current?.zoomBy(factor),
    zoomToFull: () => renderer.current?.zoomToFull(),
  }), []);

  const surface = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Without Ctrl or ⌘ the wheel belongs to the page.
    const onWheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
    };
    const element = surface.current;
    element?.addEventListener("wheel", onWheel, { capture: true, passive: true });
    return () => element?.removeEventListener("wheel", onWheel, { capture: true });
  }, []);

  return (
    <div ref={surface} className={styles.surface} data-testid="map" data-ready={ready} data-revision={revision} aria-hidden="true">
      <canvas ref={ground} />
      <div ref={container} className={styles.edges} />
      <canvas ref={above} />
    </div>
  );
}
