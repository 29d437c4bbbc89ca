import { type Range, defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect, useMemo } from "react";
import type { ConnectionRow } from "#lib/api/connections.ts";
import { type Density, ROW } from "./density.ts";

/** So many rows are in what the server sends, for browsers without scripts; up to so many all are drawn. */
export const SENT = 200;
const PLAIN = 100;
/** Px: of the header, and of a row that is drawn as a card. */
const HEADER = 36;
const CARD = 124;
/** Px: narrower than this the style sheet draws cards. */
const NARROW = 600;

interface Asked {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly rows: readonly ConnectionRow[];
  /** Is drawn wherever it is, since it may have the focus. */
  readonly active: number;
  readonly density: Density;
  /** Whether nothing is left out, as on paper. */
  readonly all: boolean;
  readonly hydrated: boolean;
}

export interface DrawnRow {
  readonly index: number;
  /** Px of what is left out before it. */
  readonly gap: number;
}

interface Drawn {
  readonly drawn: readonly DrawnRow[];
  /** Px of what is left out after the last. */
  readonly after: number;
  readonly measure: (row: HTMLElement | null) => void;
  readonly reveal: (index: number) => void;
}

/** Which rows are drawn: of many only those that are seen, and some around them. */
export function useRows({ frame, rows, active, density, all, hydrated }: Asked): Drawn {
  const windowed = hydrated && !all && rows.length > PLAIN;
  // eslint-disable-next-line react-hooks/incompatible-library -- what it returns is used in this rendering alone
  const virtualizer = useVirtualizer({
    count: windowed ? rows.length : 0,
    getScrollElement: () => frame.current,
    estimateSize: () => ((frame.current?.clientWidth ?? NARROW) < NARROW ? CARD : ROW[density]),
    getItemKey: (index) => rows[index]?.id ?? index,
    rangeExtractor: (range) => withActive(range, active),
    overscan: 12,
    scrollMargin: HEADER,
    scrollPaddingStart: HEADER,
    initialRect: { width: 1_000, height: 900 },
  });
  useEffect(() => virtualizer.measure(), [virtualizer, density]);

  const plain = useMemo(() => rows.slice(0, hydrated || all ? rows.length : SENT).map((_, index) => ({ index, gap: 0 })), [rows, hydrated, all]);
  const seen = virtualizer.getVirtualItems();
  return {
    drawn: windowed ? seen.map(({ index, start }, at) => ({ index, gap: start - (seen[at - 1]?.end ?? HEADER) })) : plain,
    after: windowed ? virtualizer.getTotalSize() + HEADER - (seen.at(-1)?.end ?? HEADER) : 0,
    measure: virtualizer.measureElement,
    reveal: (index) => {
      if (windowed) virtualizer.scrollToIndex(index);
      else frame.current?.querySelector(`[data-index="${String(index)}"]`)?.scrollIntoView({ block: "nearest" });
    },
  };
}

function withActive(range: Range, active: number): number[] {
  const usual = defaultRangeExtractor(range);
  return active < 0 || active >= range.count || usual.includes(active) ? usual : [...usual, active].sort((a, b) => a - b);
}
