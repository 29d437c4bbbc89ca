"use client";

import { useRouter } from "next/navigation";
import { staying } from "#lib/url/paths.ts";
import { parseState } from "#lib/url/state.ts";
import { useKeys } from "../parts/useKeys.ts";
import { wantedAddress } from "../url/underway.ts";

/** `x` asks the other way round, as the button does. */
export function SwapKey({ href }: { readonly href: string }) {
  const router = useRouter();
  useKeys({ x: () => router.push(staying(href, parseState(wantedAddress().search).state.at)) });
  return null;
}
