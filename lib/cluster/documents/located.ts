import type { Path } from "#lib/source/object.ts";

/** Where a decoded value stands in its text, in UTF-16 units from 0. */
export interface Located {
  readonly start: number;
  readonly end: number;
  /** @returns undefined where the value has no such part */
  part(step: string | number): Located | undefined;
}

/** The value at `path`, or its nearest parent. */
export function nearest(root: Located, path: Path): Located {
  let found = root;
  for (const step of path) {
    const part = found.part(step);
    if (part === undefined) return found;
    found = part;
  }
  return found;
}
