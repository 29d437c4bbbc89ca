import type { RefObject } from "react";
import { FitIcon, MinusIcon, PlusIcon } from "../../parts/icons.tsx";
import styles from "./canvas.module.css";
import type { Camera } from "./MapCanvas.tsx";

export function ZoomControls({ camera }: { readonly camera: RefObject<Camera | null> }) {
  return (
    <div className={styles.zoom} role="group" aria-label="Zoom">
      <button type="button" aria-label="Zoom in" title="Zoom in (+, or Ctrl and the wheel)" onClick={() => camera.current?.zoomBy(1.25)}>
        <PlusIcon size={14} />
      </button>
      <button type="button" aria-label="Zoom out" title="Zoom out (−)" onClick={() => camera.current?.zoomBy(0.8)}>
        <MinusIcon size={14} />
      </button>
      <button type="button" aria-label="1:1, full size" title="Full size (0)" onClick={() => camera.current?.zoomToFull()}>
        1:1
      </button>
      <button type="button" aria-label="Whole map" title="Whole map (f)" onClick={() => camera.current?.fit()}>
        <FitIcon size={14} />
      </button>
    </div>
  );
}
