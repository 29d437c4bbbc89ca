"use client";

import type { PlacedMap } from "#lib/api/map.ts";
import type { UrlState, View } from "#lib/url/state.ts";
import buttons from "../parts/button.module.css";
import { Legend } from "./Legend.tsx";
import { useLate } from "./useLate.ts";
import styles from "./foot.module.css";

/** Until then an answer is no wait that one would notice. */
const LATE_MS = 400;

interface Props {
  readonly map: PlacedMap;
  readonly state: UrlState;
  readonly view: View;
  readonly isFetching: boolean;
  readonly fault: string | undefined;
  readonly follow: boolean;
  readonly change: (change: Partial<UrlState>) => void;
  readonly onFollow: (follow: boolean) => void;
  readonly onView: (view: View) => void;
}

/** How much is drawn of how much, whether that is the newest, and what the lines mean. */
export function MapFoot({ map, state, view, isFetching, fault, follow, change, onFollow, onView }: Props) {
  const late = useLate(isFetching, LATE_MS);
  return (
    <footer id="after-map" className={styles.foot} tabIndex={-1}>
      <p role="status">
        {map.status}
        {late && <span className={styles.updating}> Updating…</span>}
        {fault !== undefined && <span className={styles.fault}> The newest map did not come: {fault}. It is asked for again with the next change.</span>}
      </p>
      {map.overBudget && (
        <p className={styles.over} data-scripted>
          <button type="button" className={buttons.button} onClick={openPicker}>
            Choose a namespace
          </button>
          {view !== "table" && (
            <button type="button" className={buttons.button} onClick={() => onView("table")}>
              Open as table
            </button>
          )}
        </p>
      )}
      <div className={styles.right} data-scripted>
        {state.at === undefined && (
          <label className={styles.follow} title="What comes and goes is drawn at once">
            <input type="checkbox" checked={follow} onChange={({ target }) => onFollow(target.checked)} /> Follow live
          </label>
        )}
        <Legend map={map} state={state} change={change} />
      </div>
    </footer>
  );
}

/** The choice stands above the map, where it also is when nobody asks for it. */
function openPicker(): void {
  document.getElementById("namespaces")?.click();
}
