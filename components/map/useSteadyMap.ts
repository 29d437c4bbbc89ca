"use client";

import { useEffect, useMemo, useState } from "react";
import type { PlacedMap } from "#lib/api/map.ts";
import { type Ghost, type Waiting, ghostsBetween, steady } from "./steady.ts";

/** Milliseconds for which the place of what is gone stays marked. */
const GHOST_MS = 60_000;

interface Circumstances {
  /** What `newest` was asked with, unless it is only there until that is answered. */
  readonly scope: string;
  readonly isOld: boolean;
  /** Whether changes are drawn as they come. */
  readonly follow: boolean;
  /** Whether somebody is at something: then nothing is drawn that was not asked for. */
  readonly held: boolean;
}

interface SteadyMap {
  readonly map: PlacedMap;
  readonly waiting: Waiting | undefined;
  readonly ghosts: readonly Ghost[];
  readonly apply: () => void;
  /** The rearrangement of this number is drawn as soon as it is told: it is one's own. */
  readonly expect: (generation: number) => void;
}

/** A picture that holds still: verdicts change in place, a new structure waits until somebody asks for it. */
export function useSteadyMap(newest: PlacedMap, { scope, isOld, follow, held }: Circumstances): SteadyMap {
  const [drawn, setDrawn] = useState({ scope, map: newest });
  const [left, setLeft] = useState<readonly Ghost[]>([]);
  const [expected, setExpected] = useState<number>();

  // Another question has another picture; and nothing holds still in an empty one.
  const another = !isOld && drawn.scope !== scope;
  if (another || (drawn.map.nodes.length === 0 && newest.nodes.length > 0)) {
    setDrawn({ scope, map: newest });
    setLeft([]);
  }
  const base = another ? newest : drawn.map;
  const { map, waiting, ghosts } = useMemo(() => steady(base, newest), [base, newest]);
  const apply = (): void => {
    const gone = ghostsBetween(base, newest);
    setDrawn({ scope: drawn.scope, map: newest });
    if (gone.length > 0) setLeft([...left, ...gone]);
  };
  const own = waiting?.rearranged === true && expected === newest.places.generation;
  if (!another && waiting !== undefined && (own || (follow && !held))) apply();

  useEffect(() => {
    if (left.length === 0) return;
    const timer = setTimeout(() => setLeft((now) => now.filter((ghost) => !left.includes(ghost))), GHOST_MS);
    return () => clearTimeout(timer);
  }, [left]);

  const marked = useMemo(() => {
    const there = new Set([...map.nodes.map(({ id }) => id), ...ghosts.map(({ id }) => id)]);
    return [...ghosts, ...left.filter(({ id }) => !there.has(id))];
  }, [map, ghosts, left]);
  return { map, waiting, ghosts: marked, apply, expect: setExpected };
}
