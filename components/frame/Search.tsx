"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState } from "react";
import { SearchIcon } from "../parts/icons.tsx";
import { useKeys, useNamedKeys } from "../parts/useKeys.ts";
import { useUrlState } from "../url/useUrlState.ts";
import { inView } from "./inview.ts";
import { Palette, type PaletteMode } from "./Palette.tsx";
import styles from "./search.module.css";
import { useActions } from "./useActions.ts";

const PALETTE = ["Ctrl K"];

/** What stands in the bar, and opens what searches: `/` and a click, or with all that can be done here `Ctrl K`, from any field. */
export function Search({ cluster }: { readonly cluster: string }) {
  const { state } = useUrlState();
  const seen = inView(usePathname(), state);
  const { actions, said } = useActions(cluster, seen, state.at);
  const [mode, setMode] = useState<PaletteMode>();

  useKeys({ "/": () => setMode("search") });
  useNamedKeys(PALETTE);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key.toLowerCase() !== "k" || event.altKey || event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
      // The browser's own search would open.
      event.preventDefault();
      setMode((open) => (open === "everything" ? undefined : "everything"));
    };
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, []);

  return (
    <div className={styles.search} role="search" data-scripted>
      <button type="button" className={styles.open} aria-haspopup="dialog" aria-keyshortcuts="/ Control+K Meta+K" onClick={() => setMode("search")}>
        <SearchIcon />
        <span>Search, or paste an error</span>
        <kbd aria-hidden="true">/</kbd>
      </button>
      <p role="status" className={styles.said}>
        {said}
      </p>
      <Palette cluster={cluster} mode={mode} seen={seen} at={state.at} actions={mode === "everything" ? actions : []} onClose={() => setMode(undefined)} />
    </div>
  );
}
