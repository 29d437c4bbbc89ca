"use client";

import type { Rect } from "#lib/map/geometry.ts";
import styles from "./canvas.module.css";

const WIDTH = 300;
const GAP = 8;

/** Full names and what is known of what is pointed at. It stays while the pointer is on it. */
export function Tooltip({ lines, at, surface, onEnter, onLeave }: { readonly lines: readonly string[]; readonly at: Rect; readonly surface: { readonly width: number; readonly height: number }; readonly onEnter: () => void; readonly onLeave: () => void }) {
  const isLow = at.y + at.height > surface.height * 0.66;
  const left = Math.max(GAP, Math.min(surface.width - WIDTH - GAP, at.x + at.width / 2 - WIDTH / 2));
  const place = isLow ? { bottom: surface.height - at.y + GAP } : { top: at.y + at.height + GAP };
  const [title, ...rest] = lines;
  return (
    <div className={styles.tooltip} role="tooltip" style={{ left, maxInlineSize: WIDTH, ...place }} onPointerEnter={onEnter} onPointerLeave={onLeave}>
      <strong>{title}</strong>
      {rest.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </div>
  );
}
