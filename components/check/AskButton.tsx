import buttons from "../parts/button.module.css";
import styles from "./form.module.css";

/** Where it cannot ask it says why, and can still be reached by keys. @param lost whether the server is gone */
export function AskButton({ lost }: { readonly lost: boolean }) {
  return (
    <>
      <button type="submit" className={`${buttons.button} ${buttons.strong} ${styles.submit}`} disabled={lost} aria-describedby={lost ? "check-waits" : undefined}>
        Check
      </button>
      {lost && (
        <p id="check-waits" className={styles.replies}>
          Check waits: the connection to the server is lost. What is asked is kept.
        </p>
      )}
    </>
  );
}
