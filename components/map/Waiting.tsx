import buttons from "../parts/button.module.css";
import { type Waiting as Changes, waitingText } from "./steady.ts";
import styles from "./view.module.css";

/** New things wait behind a button, so that the picture holds still while somebody reads it. */
export function Waiting({ waiting, apply }: { readonly waiting: Changes | undefined; readonly apply: () => void }) {
  if (waiting === undefined) return null;
  return (
    <button type="button" className={`${buttons.button} ${buttons.strong} ${styles.waiting}`} onClick={apply}>
      {waitingText(waiting)} · Apply <kbd>u</kbd>
    </button>
  );
}
