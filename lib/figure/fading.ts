import type { Ink, Inks } from "./inks.ts";

/** What a drawing is drawn with: words have inks of their own, because they stay readable where lines may go grey. */
export interface Pen {
  readonly shapes: Inks;
  readonly words: Inks;
  /** For what steps back. */
  readonly faded: Pen;
}

/** How much is left of a colour, on a light ground and on a dark one. */
const LEFT = { light: 0.5, dark: 0.45 } as const;
/** WCAG 2.2 1.4.11, which is what large and inactive text is held to here. */
const LEAST_CONTRAST = 3;
const STEP = 0.05;

/** Mixed with the ground, not transparent: nothing behind shines through, and it is drawn as fast. */
export function penOf(inks: Inks): Pen {
  const left = luminance(inks.canvas) > 0.4 ? LEFT.light : LEFT.dark;
  const each = (change: (colour: string) => string): Inks => Object.fromEntries(Object.entries(inks).map(([ink, colour]) => [ink, change(colour)])) as Record<Ink, string>;
  const shapes = each((colour) => mix(inks.canvas, colour, left));
  const words = each((colour) => readable(colour, inks.canvas, left));
  const faded: Pen = { shapes, words, get faded() { return faded; } };
  return { shapes: inks, words: inks, faded };
}

function readable(colour: string, ground: string, left: number): string {
  let kept = left;
  while (kept < 1 && contrast(mix(ground, colour, kept), ground) < LEAST_CONTRAST) kept += STEP;
  return mix(ground, colour, Math.min(1, kept));
}

/** `share` of b in a; both #rrggbb. */
function mix(a: string, b: string, share: number): string {
  return `#${[0, 1, 2].map((at) => Math.round(channel(a, at) * (1 - share) + channel(b, at) * share).toString(16).padStart(2, "0")).join("")}`;
}

/** Between 1 and 21, as WCAG counts it; both #rrggbb. */
export function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].toSorted((one, other) => other - one) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const linear = (at: number): number => {
    const part = channel(colour, at) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(0) + 0.7152 * linear(1) + 0.0722 * linear(2);
}

const channel = (colour: string, at: number): number => parseInt(colour.slice(1 + 2 * at, 3 + 2 * at), 16);
