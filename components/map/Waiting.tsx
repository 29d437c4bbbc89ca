import buttons from "../parts/button.module.css";
import styles from "./map.module.css";

/** New things wait behind a button, so that the picture holds still while somebody reads it. */
export function Waiting({ waiting, apply }: { readonly waiting: { readonly fresh: number; readonly gone: number } | undefined; readonly apply: () => void }) {
  if (waiting === undefined) return null;
  const { fresh, gone } = waiting;
  if (fresh + gone === 0) return null;
  const parts = [fresh > 0 && `${fresh} new`, gone > 0 && `${gone} gone`].filter(Boolean);
  return (
    <button type="button" className={`${buttons.button} ${buttons.strong} ${styles.waiting}`} onClick={apply}>
      {fresh + gone} {fresh + gone === 1 ? "change" : "changes"}: {parts.join(", ")} · Apply <kbd>u</kbd>
    </button>
  );
}
