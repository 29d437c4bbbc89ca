"use client";

import { useEffect, useRef, useState } from "react";
import type { MapConnection } from "#lib/api/map.ts";
import { heard, verdictsOf } from "./heard.ts";

/** Milliseconds between two sentences: a cluster in motion would never let a screen reader finish one. */
const GAP_MS = 5_000;

/** Says politely what became of the verdicts: what happens meanwhile is told together. */
export function Heard({ connections, scope, silent }: { readonly connections: readonly MapConnection[]; readonly scope: string; readonly silent: boolean }) {
  const [said, setSaid] = useState("");
  const told = useRef({ scope, verdicts: verdictsOf(connections) });
  const rests = useRef<ReturnType<typeof setTimeout>>(undefined);
  const newest = useRef(connections);

  useEffect(() => {
    newest.current = connections;
    // Another choice is no event.
    if (told.current.scope !== scope || silent) told.current = { scope, verdicts: verdictsOf(connections) };
    if (rests.current !== undefined) return;
    const tell = (): void => {
      const verdicts = verdictsOf(newest.current);
      const words = heard(told.current.verdicts, verdicts);
      rests.current = undefined;
      if (words === "") return;
      told.current = { ...told.current, verdicts };
      setSaid(words);
      rests.current = setTimeout(tell, GAP_MS);
    };
    tell();
  }, [connections, scope, silent]);
  useEffect(() => () => clearTimeout(rests.current), []);

  return (
    <p className="unseen" role="status" data-heard>
      {said}
    </p>
  );
}
