import { AppRouterContext, type AppRouterInstance } from "next/dist/shared/lib/app-router-context.shared-runtime.js";
import { PathnameContext, SearchParamsContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime.js";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";

/** What the server sends for a part of a page at this address. */
export const htmlAt = (address: string, part: ReactNode): string => {
  const { pathname, searchParams } = new URL(address, "http://127.0.0.1");
  return renderToStaticMarkup(
    <AppRouterContext value={NOWHERE}>
      <PathnameContext value={pathname}>
        <SearchParamsContext value={searchParams}>{part}</SearchParamsContext>
      </PathnameContext>
    </AppRouterContext>,
  );
};

const stays = (): void => undefined;
/** Nothing is clicked while the server renders. */
const NOWHERE: AppRouterInstance = { back: stays, forward: stays, refresh: stays, push: stays, replace: stays, prefetch: stays, bfcacheId: "" };

/** What a reader sees, without the markup; the parts of different elements are told apart by a bar. */
export const wordsOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, "|")
    .replace(/\|+/g, "|")
    .replaceAll("&#x27;", "'")
    .replace(/^\||\|$/g, "");

/** Where links lead, in their order. */
export const linksOf = (html: string): readonly string[] => [...html.matchAll(/href="([^"]*)"/g)].map(([, link = ""]) => link.replaceAll("&amp;", "&"));
