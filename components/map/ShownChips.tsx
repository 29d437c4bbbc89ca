import type { PlacedMap } from "#lib/api/map.ts";
import type { UrlState } from "#lib/url/state.ts";
import { SHOWN_WORDS, toggled } from "./shown.ts";
import styles from "./tools.module.css";

/** Which kinds of connections are drawn, and how many of each there are. */
export function ShownChips({ chips, state, change }: { readonly chips: PlacedMap["chips"]; readonly state: UrlState; readonly change: (change: Partial<UrlState>) => void }) {
  return (
    <div className={styles.chips} role="group" aria-label="Drawn">
      {chips.map(({ show, count, on }) => (
        <button key={show} type="button" className={styles.chip} aria-pressed={on} data-show={show} onClick={() => change(toggled(show, chips, state))}>
          {SHOWN_WORDS[show]} <span className={styles.number}>{count}</span>
        </button>
      ))}
    </div>
  );
}
