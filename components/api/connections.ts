"use client";

import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { ConnectionRow, ConnectionsJson } from "#lib/api/connections.ts";
import { ROUTES } from "#lib/api/routes.ts";
import { ask } from "./ask.ts";
import { keyAt } from "./queries.ts";

/** What of a table's address the server is asked. */
export interface AskedTable {
  readonly q: string;
  readonly ns: string;
  readonly show: string;
  readonly hide: string;
  readonly sort: string | undefined;
  /** The past state that is shown, RFC 3339; undefined: the present. */
  readonly at: string | undefined;
}

interface Paged {
  /** What all pages say alike, as the first one says it. */
  readonly first: ConnectionsJson;
  readonly rows: readonly ConnectionRow[];
  readonly more: boolean;
  /** Asks for the next page, unless that is under way. */
  readonly next: () => void;
  readonly fetching: boolean;
}

/** Rows of the pages after the first, of which the server sends 200. */
const LIMIT = "500";

/** The table page by page. @param initial what the server sent for the address that the page was opened with @param seen what nobody sees is not asked for */
export function useConnections(cluster: string, asked: AskedTable, initial: ConnectionsJson, seen: boolean): Paged {
  const key = JSON.stringify(asked);
  const [opened] = useState(key);
  const { data, hasNextPage, isFetching, isFetchingNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: keyAt(cluster, asked.at, "connections", key),
    queryFn: ({ pageParam, signal }) => ask(ROUTES.connections, { cluster, ...asked, ...(pageParam !== undefined && { after: pageParam, limit: LIMIT }) }, signal),
    initialPageParam: START,
    getNextPageParam: ({ next }) => next ?? undefined,
    ...(key === opened && { initialData: { pages: [initial], pageParams: [START] } }),
    placeholderData: keepPreviousData,
    enabled: seen,
    staleTime: Infinity,
  });
  const pages = data?.pages ?? [initial];
  return {
    first: pages[0] ?? initial,
    rows: distinct(pages),
    more: hasNextPage,
    next: () => {
      if (!isFetchingNextPage) void fetchNextPage();
    },
    fetching: isFetching,
  };
}

const START: string | undefined = undefined;

/** A row whose place changed between two pages is in both: it stays where it was told last. */
function distinct(pages: readonly ConnectionsJson[]): readonly ConnectionRow[] {
  const rows = pages.flatMap((page) => page.rows);
  const last = new Map(rows.map(({ id }, index) => [id, index]));
  return last.size === rows.length ? rows : rows.filter(({ id }, index) => last.get(id) === index);
}
