/** A colour in linear light, each of red, green and blue from 0 to 1. */
type Light = readonly [number, number, number];

/**
 * What of a colour is left without one sort of cones, severity 1: Machado, Oliveira and Fernandes, “A Physiologically-based
 * Model for Simulation of Color Vision Deficiency”, IEEE TVCG 15(6), 2009, table 1.
 */
const CONES = {
  protan: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deutan: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritan: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
} as const;

export type Vision = "normal" | keyof typeof CONES;
export const VISIONS: readonly Vision[] = ["normal", "protan", "deutan", "tritan"];

/** `#c8102e` */
function lightOf(hex: string): Light {
  const part = (at: number): number => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

function seenBy(vision: Vision, [red, green, blue]: Light): Light {
  if (vision === "normal") return [red, green, blue];
  const m = CONES[vision];
  const row = (at: 0 | 3 | 6): number => Math.min(1, Math.max(0, m[at] * red + (m[at + 1] ?? 0) * green + (m[at + 2] ?? 0) * blue));
  return [row(0), row(3), row(6)];
}

/** CIELAB for the white of sRGB, D65. */
function labOf([red, green, blue]: Light): Light {
  const f = (part: number): number => (part > 216 / 24389 ? Math.cbrt(part) : ((24389 / 27) * part + 16) / 116);
  const x = f((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
  const y = f(0.2126729 * red + 0.7151522 * green + 0.072175 * blue);
  const z = f((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** How different two colours look to somebody, as CIEDE2000: ISO/CIE 11664-6:2014. */
export const differenceOf = (one: string, other: string, vision: Vision = "normal"): number => ciede2000(labOf(seenBy(vision, lightOf(one))), labOf(seenBy(vision, lightOf(other))));

const RADIANS = Math.PI / 180;

export function ciede2000([l1, a1, b1]: Light, [l2, a2, b2]: Light): number {
  const meanC = (Math.hypot(a1, b1) + Math.hypot(a2, b2)) / 2;
  const g = 0.5 * (1 - Math.sqrt(meanC ** 7 / (meanC ** 7 + 25 ** 7)));
  const polar = (a: number, b: number): readonly [number, number] => [Math.hypot(a * (1 + g), b), a === 0 && b === 0 ? 0 : (Math.atan2(b, a * (1 + g)) / RADIANS + 360) % 360];
  const [[c1, h1], [c2, h2]] = [polar(a1, b1), polar(a2, b2)];
  const grey = c1 * c2 === 0;
  const turn = grey ? 0 : ((h2 - h1 + 540) % 360) - 180;
  const h = grey ? h1 + h2 : Math.abs(h1 - h2) <= 180 ? (h1 + h2) / 2 : (h1 + h2 + (h1 + h2 < 360 ? 360 : -360)) / 2;
  const [l, c] = [(l1 + l2) / 2, (c1 + c2) / 2];
  const t = 1 - 0.17 * Math.cos((h - 30) * RADIANS) + 0.24 * Math.cos(2 * h * RADIANS) + 0.32 * Math.cos((3 * h + 6) * RADIANS) - 0.2 * Math.cos((4 * h - 63) * RADIANS);
  const lightness = (l2 - l1) / (1 + (0.015 * (l - 50) ** 2) / Math.sqrt(20 + (l - 50) ** 2));
  const chroma = (c2 - c1) / (1 + 0.045 * c);
  const hue = (2 * Math.sqrt(c1 * c2) * Math.sin((turn / 2) * RADIANS)) / (1 + 0.015 * c * t);
  const rotation = -2 * Math.sqrt(c ** 7 / (c ** 7 + 25 ** 7)) * Math.sin(60 * Math.exp(-(((h - 275) / 25) ** 2)) * RADIANS);
  return Math.sqrt(lightness ** 2 + chroma ** 2 + hue ** 2 + rotation * chroma * hue);
}
