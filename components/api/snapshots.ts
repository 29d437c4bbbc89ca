"use client";

import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { z } from "zod";
import { type FrozenLink, type Leave, freezePreviewSchema, type freezeRequest, frozenLinkSchema, snapshotListSchema } from "#lib/api/frozen.ts";
import { API } from "#lib/api/routes.ts";
import type { Selection } from "#lib/url/selection.ts";
import { told, withNames } from "./ask.ts";

const LIST = "/snapshots";
const ONE = "/snapshots/{name}";
const MAKE = "/clusters/{cluster}/snapshots";
const PREVIEW = "/clusters/{cluster}/snapshots/preview";
const LIST_KEY = ["snapshots"];

/** What is asked to be frozen. */
type Wish = z.input<typeof freezeRequest>;

/** What a snapshot would hold; the one before stays until the next is there. */
export function usePreview(cluster: string, { from, to, port, proto, at, leave }: Selection & { readonly at: string | undefined; readonly leave: readonly Leave[] }) {
  return useQuery({
    queryKey: ["past", cluster, "preview", from, to, port, proto, at ?? "", ...leave],
    queryFn: async ({ signal }) => told(await post(withNames(PREVIEW, { cluster }), { from, to, port, proto, at, leave }, { signal }), freezePreviewSchema),
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
    mutationFn: async (wish: Wish) => {
      const text = JSON.stringify(wish);
      if (attempt.current?.wish !== text) attempt.current = { wish: text, key: crypto.randomUUID() };
      return told(await post(withNames(MAKE, { cluster }), wish, { headers: { "Idempotency-Key": attempt.current.key } }), frozenLinkSchema);
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
  return useQuery({ queryKey: LIST_KEY, queryFn: async ({ signal }) => told(await fetch(API + LIST, { signal }), snapshotListSchema), staleTime: 0 });
}

/** Revokes by the public name. */
export function useRevoke() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (name: string) => told(await fetch(API + withNames(ONE, { name }), { method: "DELETE", headers: { "Content-Type": "application/json" } }), z.undefined()),
    onSettled: () => client.invalidateQueries({ queryKey: LIST_KEY }),
  });
}

const post = (path: string, body: object, { headers = {}, signal }: { readonly headers?: Readonly<Record<string, string>>; readonly signal?: AbortSignal }): Promise<Response> =>
  fetch(API + path, { method: "POST", headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body), ...(signal !== undefined && { signal }) });

/** The server may have said the first words already. */
const refusalText = (message: string): string => `Not saved: ${message.replace(/^not saved: /i, "")}.`;
