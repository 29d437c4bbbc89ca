"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import type { ComponentProps } from "react";
import { staying } from "#lib/url/paths.ts";

/** A link to another page of the cluster; out of a past state it leads to that same state. */
export function PageLink({ href, ...rest }: Omit<ComponentProps<typeof Link>, "href"> & { readonly href: string }) {
  return <Link {...rest} href={useStaying(href)} />;
}

/** The same, loading the page anew: so its browser goes to the line that the link names. */
export function PageAnchor({ href, ...rest }: ComponentProps<"a"> & { readonly href: string }) {
  return <a {...rest} href={useStaying(href)} />;
}

const useStaying = (href: string): string => staying(href, useSearchParams().get("at") ?? undefined);
