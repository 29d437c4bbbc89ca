"use client";

import { useSearchParams } from "next/navigation";
import { useCallback, useMemo } from "react";
import { type Notice, type UrlState, formatState, parseState } from "#lib/url/state.ts";
import { pushAddress, replaceAddress, wantedAddress } from "./underway.ts";

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
    const { pathname, search, hash } = wantedAddress();
    const now = parseState(search).state;
    const wanted = formatState({ ...now, ...change });
    // Next gives up a page that is on its way when the address is written anew, even the same one.
    if (wanted === formatState(now)) return;
    const address = pathname + wanted + hash;
    if (how === "push") pushAddress(address);
    else replaceAddress(address);
  }, []);
  const select = useCallback(
    (sel: string | undefined) => {
      // Asked of the address, not of the last render: keys can be faster than that.
      if (parseState(wantedAddress().search).state.sel !== sel) change({ sel, was: undefined, asof: undefined });
    },
    [change],
  );
  return { state, notices, change, select };
}
