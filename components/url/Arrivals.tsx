"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { formatState, parseState } from "#lib/url/state.ts";
import { arrived, hearArrivals, shows } from "./underway.ts";

/** Hears when Next shows the page that it was under way to: a state that is set in the same transition changes with it. */
export function Arrivals() {
  const [count, setCount] = useState(0);
  const path = usePathname();
  const shown = stateIn(useSearchParams().toString());
  useEffect(() => hearArrivals(() => setCount((before) => before + 1)), []);
  useEffect(arrived, [count]);
  useEffect(() => shows(({ pathname, search }) => pathname === path && stateIn(search) === shown), [path, shown]);
  return null;
}

const stateIn = (search: string): string => formatState(parseState(search).state);
