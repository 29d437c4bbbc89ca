"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import type { z } from "zod";
import type { FrozenLink, Leave } from "#lib/api/frozen.ts";
import { ROUTES, WRITES } from "#lib/api/routes.ts";
import type { Selection } from "#lib/url/selection.ts";
import { ask, send } from "./ask.ts";

const LIST_KEY = ["snapshots"];

/** What is asked to be frozen. */
type Wish = z.input<typeof WRITES.freeze.body>;

/** What a snapshot would hold; the one before stays until the next is there. */
export function usePreview(cluster: string, { from, to, port, proto, at, leave }: Selection & { readonly at: string | undefined; readonly leave: readonly Leave[] }) {
  return useQuery({
    queryKey: ["past", cluster, "preview", from, to, port, proto, at ?? "", ...leave],
    queryFn: ({ signal }) => send(WRITES.preview, { cluster }, { from, to, port, proto, at, leave: [...leave] }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

interface Freezing {
  readonly freeze: (wish: Wish) => void;
  readonly busy: boolean;
  /** A sentence, where it was not saved. */
  readonly refusal: string | undefined;
  readonly made: FrozenLink | undefined;
  /** Goes back to the form. */
  readonly again: () => void;
}

/** Makes snapshots. An attempt that failed and is made again is the same one, so that it never makes two. */
export function useFreeze(cluster: string): Freezing {
  const client = useQueryClient();
  const attempt = useRef<{ readonly wish: string; readonly key: string }>(undefined);
  const [made, setMade] = useState<FrozenLink>();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (wish: Wish) => {
      const text = JSON.stringify(wish);
      if (attempt.current?.wish !== text) attempt.current = { wish: text, key: crypto.randomUUID() };
      return send(WRITES.freeze, { cluster }, wish, { headers: { "Idempotency-Key": attempt.current.key } });
    },
    onSuccess: async (link) => {
      attempt.current = undefined;
      setMade(link);
      await client.invalidateQueries({ queryKey: LIST_KEY });
    },
  });
  return { freeze: (wish) => mutate(wish), busy: isPending, refusal: error === null ? undefined : refusalText(error.message), made, again: () => setMade(undefined) };
}

/** What was made and is not revoked. */
export function useSnapshots() {
  return useQuery({ queryKey: LIST_KEY, queryFn: ({ signal }) => ask(ROUTES.snapshots, {}, signal), staleTime: 0 });
}

/** Revokes by the public name. */
export function useRevoke() {
  const client = useQueryClient();
  return useMutation({ mutationFn: (name: string) => send(WRITES.revoke, { name }, {}), onSettled: () => client.invalidateQueries({ queryKey: LIST_KEY }) });
}

/** The server may have said the first words already. */
const refusalText = (message: string): string => `Not saved: ${message.replace(/^not saved: /i, "")}.`;
