import { VIEWS, type View } from "#lib/url/state.ts";

interface Circumstances {
  /** What the link says. */
  readonly asked: View | undefined;
  /** What this browser's user always wants; undefined: no wish. */
  readonly preferred: View | undefined;
  /** Whether somebody chose a view since the page was opened: then that holds, wish or not. */
  readonly chose: boolean;
  readonly narrow: boolean;
  /** Over the budget, and about nothing in particular. */
  readonly crowded: boolean;
}

/** As what the map opens. The table opens by itself where a picture would not be read, and beside it where it cannot show everything. */
export function fittingView({ asked, preferred, chose, narrow, crowded }: Circumstances): View {
  if (preferred !== undefined && !chose) return preferred;
  return asked ?? (narrow ? "table" : crowded ? "split" : "graph");
}

export const nextView = (view: View): View => VIEWS[(VIEWS.indexOf(view) + 1) % VIEWS.length] ?? "graph";
