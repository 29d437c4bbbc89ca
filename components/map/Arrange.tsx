"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { Places } from "#lib/api/map.ts";
import { WRITES } from "#lib/api/routes.ts";
import { send } from "../api/ask.ts";
import { clusterKey } from "../api/queries.ts";
import { useKeys } from "../parts/useKeys.ts";
import { useUndoKey } from "./useUndoKey.ts";
import styles from "./view.module.css";

interface Props {
  readonly cluster: string;
  readonly places: Places;
  /** Called with the number of the arrangement that is to come. */
  readonly onArranged: (generation: number) => void;
}

/** Rearranging is the only thing that moves what stands, for everybody who looks at this cluster; and it can be undone. */
export function Arrange({ cluster, places: { generation, undo, unplaced }, onArranged }: Props) {
  // What was answered counts before the map has come that shows it.
  const [answered, setAnswered] = useState(0);
  const [state, setState] = useState<{ readonly kind: "idle" | "busy" } | { readonly kind: "failed"; readonly why: string }>({ kind: "idle" });
  const client = useQueryClient();
  const busy = state.kind === "busy";
  const write = (route: typeof WRITES.rearrange | typeof WRITES.undoRearrange): void => {
    if (busy) return;
    setState({ kind: "busy" });
    send(route, { cluster }, { generation: Math.max(generation, answered) }).then(
      (arranged) => {
        setState({ kind: "idle" });
        setAnswered(arranged.generation);
        onArranged(arranged.generation);
        // No revision tells of it: the cluster is as it was.
        return client.invalidateQueries({ queryKey: clusterKey(cluster, "map") });
      },
      (error: unknown) => setState({ kind: "failed", why: error instanceof Error ? error.message : String(error) }),
    );
  };
  const rearrange = (): void => write(WRITES.rearrange);
  const takeBack = (): void => {
    if (undo || answered > generation) write(WRITES.undoRearrange);
  };
  useKeys({ r: rearrange });
  useUndoKey(takeBack);
  return (
    <>
      <button type="button" aria-label="Rearrange" title="Rearrange, for everybody (r)" disabled={busy} data-wanted={unplaced.length > 0 || undefined} onClick={rearrange}>
        ⟲
      </button>
      {undo && (
        <button type="button" aria-label="Undo the rearrangement" title="Undo the rearrangement (Ctrl Z)" disabled={busy} onClick={takeBack}>
          ↶
        </button>
      )}
      {state.kind === "failed" && (
        <p role="status" className={styles.failed}>
          Not rearranged: {state.why}.
        </p>
      )}
    </>
  );
}
