import type { MapEdge } from "#lib/api/map.ts";
import type { Line } from "#lib/figure/strokes.ts";

type Look = MapEdge["look"];

/** What stands where packets end: nothing allows them, a rule forbids them, nobody ever sent them. */
export type Mark = "ring" | "rule" | "hollow";

/** How the way of a look is drawn: as one line, or up to its marks and then as what was never sent. */
export interface Looks {
  /** From card to card; absent where nothing gets through. */
  readonly whole?: Line;
  /** Up to the mark, and which mark. */
  readonly blocked?: { readonly line: Line; readonly mark: Mark };
}

export const LOOKS: Readonly<Record<Look, Looks>> = {
  blocked: { blocked: { line: "blocked", mark: "ring" } },
  rule: { blocked: { line: "rule", mark: "rule" } },
  undeclared: { blocked: { line: "undeclared", mark: "hollow" } },
  partly: { whole: "traffic", blocked: { line: "blocked", mark: "ring" } },
  unknown: { whole: "unknown" },
  allowed: { whole: "traffic" },
  "allow-rule": { whole: "allow-rule" },
};

/** From the back to the front: what is blocked is never under what is allowed. */
export const ORDER: readonly Look[] = ["allow-rule", "allowed", "unknown", "undeclared", "partly", "rule", "blocked"];

export const isRed = (look: Look): boolean => LOOKS[look].blocked !== undefined;
