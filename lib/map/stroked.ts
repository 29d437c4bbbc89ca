import type { Ink } from "#lib/figure/inks.ts";
import { type Line, STROKES, type Stroke } from "#lib/figure/strokes.ts";
import type { Detail } from "./detail.ts";

/** How a line is drawn at a zoom, in px of the map: the browser's edges and the pictures in files are both made of it. */
export interface Stroked {
  readonly ink: Ink;
  readonly weight: number;
  readonly dash?: readonly number[];
  readonly head: Head;
  /** Lies under it where it is selected or pointed at. */
  readonly band: { readonly ink: Ink; readonly weight: number };
}

/** As wide as this across its line. A triangle is as long as it is wide; a tee stands before the end. */
type Head = { readonly kind: "none" } | { readonly kind: "triangle"; readonly width: number } | { readonly kind: "tee"; readonly width: number; readonly thickness: number };

const TRIANGLE = 10;
const TEE = 12;
/** From the end of a line to its tee. */
export const BEFORE_TEE = 1;
/** What is selected has a band under it, in the tint of its ink. */
const BAND = 7;
const TINT: Partial<Record<Ink, Ink>> = { "blocked": "blocked-tint", "blocked-thin": "blocked-tint", "traffic": "traffic-tint", "unknown": "unknown-tint" };

export function strokedAt(line: Line, detail: Pick<Detail, "lines" | "redLines">): Stroked {
  const { ink, weight, dash, head }: Stroke = STROKES[line];
  const lines = ink === "blocked" ? detail.redLines : detail.lines;
  return {
    ink,
    weight: weight * lines,
    ...(dash !== undefined && { dash: dash.map((part) => part * lines) }),
    head: headOf(head, weight, lines),
    band: { ink: TINT[ink] ?? "unknown-tint", weight: (weight + BAND) * detail.lines },
  };
}

function headOf(kind: Stroke["head"], weight: number, lines: number): Head {
  switch (kind) {
    case "none":
      return { kind };
    case "triangle":
      return { kind, width: TRIANGLE * lines * (weight < 2 ? 0.8 : 1) };
    case "tee": {
      const width = TEE * Math.min(lines, 1.4);
      return { kind, width, thickness: width / 3 };
    }
  }
}
