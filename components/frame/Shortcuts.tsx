"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { checkPath, mapPath, pinnedAt, policiesPath, staying, timelinePath } from "#lib/url/paths.ts";
import { parseState } from "#lib/url/state.ts";
import { useLink, useNow } from "../live/LiveCluster.tsx";
import { isForPage, useKeys, useNamedKeys } from "../parts/useKeys.ts";
import { wantedAddress } from "../url/underway.ts";

const PLACES: Readonly<Record<string, (cluster: string) => string>> = { m: mapPath, c: checkPath, p: policiesPath, t: timelinePath };
const SEQUENCES = Object.keys(PLACES).map((key) => `g ${key}`);

/** Keys that work on every page: `g` and a letter go to a page, `y` pins the state that is shown. */
export function Shortcuts({ cluster }: { readonly cluster: string }) {
  const router = useRouter();
  const pin = usePin();
  useKeys({ y: pin });
  useNamedKeys(SEQUENCES);
  const begun = useRef(false);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isForPage(event)) return;
      const place = begun.current ? PLACES[event.key] : undefined;
      begun.current = event.key === "g";
      if (place === undefined) return;
      // The second key belongs to the first: on the map `t` alone means something else.
      event.preventDefault();
      router.push(staying(place(cluster), parseState(wantedAddress().search).state.at));
    };
    document.addEventListener("keydown", onKey, { capture: true });
    return () => document.removeEventListener("keydown", onKey, { capture: true });
  }, [cluster, router]);
  return null;
}

/**
 * Makes the address one of the state that is shown: the newest, or the last one before the server was lost. It is read when
 * it happens, so that it is the page one is on. What was captured is dated, so its own time says nothing of when it was read.
 */
export function usePin(): () => void {
  const router = useRouter();
  const { now, ahead } = useNow();
  const link = useLink();
  return () => {
    const { pathname, search, hash } = window.location;
    const shownUntil = new Date(link.kind === "lost" ? link.since + ahead : now).toISOString();
    if (parseState(search).state.at === undefined) router.push(pinnedAt(pathname + search + hash, shownUntil));
  };
}
