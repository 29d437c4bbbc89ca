import type { Text } from "./shape.ts";

/** Nothing can be measured here, so widths are estimated: exact for the mono face, on the safe side for the other. */
export function textWidth({ text, size, mono = false, bold = false }: Pick<Text, "text" | "size" | "mono" | "bold">): number {
  return text.length * size * (mono ? 0.6 : bold ? 0.55 : 0.49);
}

/** Cuts in the middle: both ends of a pod's name tell something, its middle does not. */
export function fit<Line extends Text>(line: Line, width: number): Line {
  const most = Math.max(3, Math.floor(width / textWidth({ ...line, text: "m" })));
  const { text } = line;
  if (text.length <= most) return line;
  const head = Math.ceil((most - 1) / 2);
  return { ...line, text: `${text.slice(0, head)}…${text.slice(text.length - (most - 1 - head))}` };
}
