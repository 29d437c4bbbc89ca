"use client";

import { useEffect, useState } from "react";
import type { Code } from "#lib/check/codes.ts";
import { HEADLINES } from "#lib/describe/words.ts";
import { clockOf } from "#lib/describe/time.ts";
import { useUrlState } from "./useUrlState.ts";
import styles from "./notices.module.css";

interface Shown {
  readonly code: Code;
  readonly asOf: string;
}

/**
 * A link that shows a verdict carries it, with its time. Opened again, it is compared with the present: a link never shows
 * something else in silence. Where the verdict changed the stamp stays as it is, until somebody takes the new one.
 */
export function Stamp({ code, asOf }: Shown) {
  const { state, change } = useUrlState();
  const [copied, setCopied] = useState(state.was !== undefined);
  const time = stampOf(asOf);
  const stale = state.was !== code || state.asof !== time;
  useEffect(() => {
    if (!copied && stale) change({ was: code, asof: time }, "replace");
  }, [change, code, copied, stale, time]);

  if (!copied || state.was === undefined) return null;
  if (state.was === code) return stale ? <p className={styles.same}>Same as when copied{state.asof !== undefined && `, ${clockOf(state.asof)}`}.</p> : null;
  return (
    <div className={styles.banner} data-changed>
      <p role="alert">
        Changed since this link was copied. {state.asof !== undefined && `${clockOf(state.asof)}: `}
        {HEADLINES[state.was]}. Now: {HEADLINES[code]}.
      </p>
      <button type="button" onClick={() => setCopied(false)}>
        Take the new verdict into the link
      </button>
    </div>
  );
}

/** To the second, as links have it. */
const stampOf = (time: string): string => `${time.slice(0, 19)}Z`;
