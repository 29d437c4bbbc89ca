"use client";

import { useMemo, useState } from "react";
import type { GraphJson } from "#lib/api/graph.ts";
import { hold } from "#lib/map/held.ts";
import { type Layout, layout, sameLayout } from "#lib/map/layout.ts";

interface Steady {
  readonly layout: Layout;
  /** How many things came and went since the picture was made; undefined when it is up to date. */
  readonly waiting: { readonly fresh: number; readonly gone: number } | undefined;
  readonly apply: () => void;
}

/** A picture that holds still: verdicts change in place, a new structure waits until somebody asks for it. */
export function useSteadyLayout(graph: GraphJson, scope: string): Steady {
  const wanted = useMemo(() => layout(graph), [graph]);
  const [shown, setShown] = useState({ scope, layout: wanted });
  // Another choice of namespaces is another picture, not a change of this one; and nothing holds still in an empty one.
  const current = shown.scope === scope && Object.keys(shown.layout.cards).length > 0 ? shown.layout : wanted;
  if (current !== shown.layout || shown.scope !== scope) setShown({ scope, layout: wanted });
  const held = useMemo(() => {
    const held = hold(current, wanted, graph);
    return sameLayout(held.layout, wanted) ? { layout: wanted, waiting: undefined } : { layout: held.layout, waiting: held };
  }, [current, wanted, graph]);
  return { ...held, apply: () => setShown({ scope, layout: wanted }) };
}
