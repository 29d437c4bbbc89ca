"use client";

import { usePathname } from "next/navigation";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { Code } from "#lib/check/codes.ts";
import { clockOf } from "#lib/describe/time.ts";
import { HEADLINES } from "#lib/describe/words.ts";
import { secondOf } from "#lib/url/paths.ts";
import type { Selection } from "#lib/url/selection.ts";
import buttons from "../parts/button.module.css";
import { Changed } from "./Changed.tsx";
import { useUrlState } from "./useUrlState.ts";
import styles from "./notices.module.css";

interface Shown {
  readonly cluster: string;
  readonly ends: Selection;
  readonly code: Code;
  /** When what is shown was read, RFC 3339. */
  readonly readAt: string;
}

/**
 * A link that shows a verdict carries it, with its time. Opened again, it is compared with the present: a link never shows
 * something else in silence. Where the verdict changed the stamp stays as it is, until somebody takes the new one.
 */
export function Stamp({ cluster, ends, code, readAt }: Shown) {
  const { state, change } = useUrlState();
  const path = usePathname();
  const lives = useSyncExternalStore(never, yes, no);
  const [copied, setCopied] = useState(state.was !== undefined);
  const time = secondOf(readAt);
  const stale = state.was !== code || state.asof !== time;
  // What is pinned is what it says, for good.
  const isPast = state.at !== undefined;
  useEffect(() => {
    if (isPast || copied || !stale) return;
    // Later: before the router hears of addresses, one that is replaced is a dead end on the way back.
    const timer = setTimeout(() => change({ was: code, asof: time }, "replace"));
    return () => clearTimeout(timer);
  }, [change, code, copied, isPast, stale, time]);

  if (isPast || !copied || state.was === undefined) return null;
  if (state.was === code) return stale ? <p className={styles.same}>Same as when copied{state.asof !== undefined && `, ${clockOf(state.asof)}`}.</p> : null;
  return (
    <div className={styles.banner} data-changed>
      {/* Announced is only what comes to be on a page that lives, so the server's words are put there once more. */}
      <p key={String(lives)} role="alert">
        Changed since this link was copied. {state.asof !== undefined && `${clockOf(state.asof)}: `}
        {HEADLINES[state.was]}. Now: {HEADLINES[code]}.
      </p>
      {state.asof !== undefined && <Changed cluster={cluster} ends={ends} state={state} asof={state.asof} path={path} />}
      <button type="button" className={buttons.button} data-scripted onClick={() => setCopied(false)}>
        Take the new verdict into the link
      </button>
    </div>
  );
}

const never = () => (): void => undefined;
const yes = (): boolean => true;
const no = (): boolean => false;
