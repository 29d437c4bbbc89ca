import type { Text } from "./shape.ts";

/** In parts of the size, as the sans face has them, rounded up: nothing can be measured here. */
const WIDTHS: readonly (readonly [characters: RegExp, width: number])[] = [
  [/[iljI.,:;'|! ·]/, 0.3],
  [/[tfr()[\]{}/\\-]/, 0.44],
  [/[a-z]/, 0.59],
  [/[0-9]/, 0.64],
  [/[A-LN-VX-Z_+=<>&#?"]/, 0.71],
];
const WIDEST = 0.92;
const NARROWEST = 0.3;

const widthOf = (character: string): number => (/[mwMW]/.test(character) ? WIDEST : (WIDTHS.find(([characters]) => characters.test(character))?.[1] ?? WIDEST));

/** Estimated: exact for the mono face, on the safe side for the other. */
export function textWidth({ text, size, mono = false, bold = false }: Pick<Text, "text" | "size" | "mono" | "bold">): number {
  if (mono) return text.length * size * 0.6;
  return [...text].reduce((sum, character) => sum + widthOf(character), 0) * size * (bold ? 1.05 : 1);
}

/** Cuts in the middle: both ends of a pod's name tell something, its middle does not. */
export function fit<Line extends Text>(line: Line, width: number): Line {
  const characters = [...line.text];
  const cut = (kept: number): string => `${characters.slice(0, Math.ceil(kept / 2)).join("")}…${characters.slice(characters.length - Math.floor(kept / 2)).join("")}`;
  if (textWidth(line) <= width) return line;
  // No more can fit than of the narrowest: a word of 10 kB is not measured 10,000 times.
  let kept = Math.min(characters.length - 1, Math.ceil(width / (line.size * NARROWEST)));
  while (kept > 2 && textWidth({ ...line, text: cut(kept) }) > width) kept--;
  return { ...line, text: cut(kept) };
}
