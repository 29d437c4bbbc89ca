import { VIEWS, type View } from "#lib/url/state.ts";
import styles from "./tools.module.css";

const WORDS = { graph: "Graph", split: "Split", table: "Table" } as const;

interface Props {
  readonly view: View;
  readonly preferred: View | undefined;
  readonly onView: (view: View) => void;
  readonly onPrefer: (view: View | undefined) => void;
}

/** As what the map is shown, and whether it always shall be. */
export function ViewSwitch({ view, preferred, onView, onPrefer }: Props) {
  return (
    <div className={styles.view}>
      <div className={styles.views} role="group" aria-label="View">
        {VIEWS.map((one) => (
          <button key={one} type="button" aria-pressed={one === view} title={`${WORDS[one]} (t)`} onClick={() => onView(one)}>
            {WORDS[one]}
          </button>
        ))}
      </div>
      <label className={styles.always}>
        <input type="checkbox" checked={preferred === view} onChange={({ target }) => onPrefer(target.checked ? view : undefined)} /> Always
      </label>
    </div>
  );
}
