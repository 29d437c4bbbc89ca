/** Labels are always drawn on a map with no more nodes than this. */
const FEW_NODES = 40;
/** On the screen, in px: smaller words are only grey. */
const SMALLEST = 9.2;
/** From here on both lines of a card fit in it, as large as they have to be to be read. */
const CARDS_FROM = 0.62;
/** What a label is set in where nothing has to make it larger. */
export const LABEL = 11;
/** Lines are not drawn thinner than this part of themselves: what is blocked is still the first that is seen. */
const THINNEST = { red: 0.7, other: 0.5 } as const;

/** What can be read at a zoom, and how large things are for that. All lengths in px at 100 %. */
export interface Detail {
  readonly zoom: number;
  /** Whether cards say everything; else their title alone, larger. */
  readonly cards: boolean;
  /** Whether labels are drawn that are neither red nor of the selection. */
  readonly labels: boolean;
  /** Factor of lines, dashes and heads. */
  readonly lines: number;
  /** The same of what is blocked. */
  readonly redLines: number;
}

export const detailAt = (zoom: number, nodes: number): Detail => ({
  zoom,
  cards: zoom >= CARDS_FROM,
  labels: nodes <= FEW_NODES || LABEL * zoom >= SMALLEST,
  lines: Math.max(1, THINNEST.other / zoom),
  redLines: Math.max(1, THINNEST.red / zoom),
});

/** The size of letters that want to be `size`, and are at least `least` px on the screen, as far as there is room for `most`. */
export const letters = ({ zoom }: Pick<Detail, "zoom">, size: number, most: number, least = SMALLEST): number => Math.max(size, Math.min(most, least / zoom));
