"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ROUTES } from "#lib/api/routes.ts";
import { ask } from "./ask.ts";
import { keyAt } from "./queries.ts";

interface Wanted {
  readonly q: string;
  /** Id of the workload that the page is about. */
  readonly near: string | undefined;
  readonly at: string | undefined;
}

/** What is found, with the words it was found by: until the next is there, the one before stays. */
export function useSearch(cluster: string, { q, near, at }: Wanted) {
  return useQuery({
    queryKey: keyAt(cluster, at, "search", q, near ?? ""),
    queryFn: async ({ signal }) => ({ q, ...(await ask(ROUTES.search, { cluster, q, near, at }, signal)) }),
    placeholderData: keepPreviousData,
    enabled: q !== "",
  });
}
