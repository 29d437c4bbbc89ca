import type { Code } from "#lib/check/codes.ts";

/** A connection with what became of it. */
export interface CodeOf {
  readonly id: string;
  readonly code: Code;
}

/** Ids of the connections whose verdict is another, or that are declared on one side only: what is blocked now, then as it is listed, then what is gone. */
export function differing(was: readonly CodeOf[], is: readonly CodeOf[]): readonly string[] {
  const before = new Map(was.map(({ id, code }) => [id, code]));
  const present = new Set(is.map(({ id }) => id));
  const others = is.filter(({ id, code }) => before.get(id) !== code);
  const isBlocked = ({ code }: CodeOf): boolean => code.startsWith("BLOCKED") || code === "PARTLY";
  return [...others.filter(isBlocked), ...others.filter((one) => !isBlocked(one)), ...was.filter(({ id }) => !present.has(id))].map(({ id }) => id);
}
