"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type Notice, type UrlState, formatState, parseState } from "#lib/url/state.ts";

interface Url {
  readonly state: UrlState;
  readonly notices: readonly Notice[];
  readonly change: (change: Partial<UrlState>, how?: "push" | "replace") => void;
  /** Another selection has another verdict, so the stamp of the old one goes. */
  readonly select: (sel: string | undefined) => void;
}

/** The address bar is where the page's state is. Nothing that changes it asks the server. */
export function useUrlState(): Url {
  const search = useSearchParams().toString();
  const { state, notices } = useMemo(() => parseState(search), [search]);
  const change = useCallback((change: Partial<UrlState>, how: "push" | "replace" = "push") => {
    const next = { ...parseState(window.location.search).state, ...change };
    const address = window.location.pathname + formatState(next) + window.location.hash;
    if (how === "push") window.history.pushState(null, "", address);
    else window.history.replaceState(null, "", address);
  }, []);
  const select = useCallback(
    (sel: string | undefined) => {
      // Asked of the address, not of the last render: keys can be faster than that.
      if (parseState(window.location.search).state.sel !== sel) change({ sel, was: undefined, asof: undefined });
    },
    [change],
  );
  return { state, notices, change, select };
}
