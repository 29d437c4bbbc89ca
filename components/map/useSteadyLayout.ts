"use client";

import { useMemo, useState } from "react";
import type { GraphJson } from "#lib/api/graph.ts";
import { type Layout, layout, sameLayout } from "#lib/map/layout.ts";

interface Steady {
  readonly layout: Layout;
  /** How many things came and went since the picture was made; 0 when it is up to date. */
  readonly waiting: { readonly fresh: number; readonly gone: number } | undefined;
  readonly apply: () => void;
}

/** A picture that holds still: verdicts change in place, a new structure waits until somebody asks for it. */
export function useSteadyLayout(graph: GraphJson, scope: string): Steady {
  const wanted = useMemo(() => layout(graph), [graph]);
  const [shown, setShown] = useState({ scope, layout: wanted });
  // Another choice of namespaces is another picture, not a change of this one.
  const current = shown.scope === scope ? shown.layout : wanted;
  if (shown.scope !== scope) setShown({ scope, layout: wanted });
  const waiting = useMemo(() => (sameLayout(current, wanted) ? undefined : difference(current, wanted)), [current, wanted]);
  return { layout: current, waiting, apply: () => setShown({ scope, layout: wanted }) };
}

function difference(before: Layout, after: Layout): { readonly fresh: number; readonly gone: number } {
  const ids = (layout: Layout): readonly string[] => [...Object.keys(layout.cards), ...Object.keys(layout.gates)];
  const [old, now] = [new Set(ids(before)), new Set(ids(after))];
  return { fresh: [...now.difference(old)].length, gone: [...old.difference(now)].length };
}
