"use client";

import { useEffect, useRef, useState } from "react";
import type { MapConnection } from "#lib/api/map.ts";
import { Teller } from "./teller.ts";

/** Says politely what became of the verdicts. */
export function Heard({ connections, scope, silent }: { readonly connections: readonly MapConnection[]; readonly scope: string; readonly silent: boolean }) {
  const [said, setSaid] = useState("");
  const teller = useRef<Teller>(undefined);
  useEffect(() => {
    teller.current ??= new Teller(setSaid, scope, connections);
    teller.current.hear(connections, scope, silent);
  }, [connections, scope, silent]);
  useEffect(() => () => teller.current?.stop(), []);

  return (
    <p className="unseen" role="status" data-heard>
      {said}
    </p>
  );
}
