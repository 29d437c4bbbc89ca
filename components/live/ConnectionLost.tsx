import { clockOf, countdown } from "#lib/describe/time.ts";
import styles from "./strips.module.css";

interface Props {
  /** Milliseconds of the wall clock. */
  readonly since: number;
  /** Milliseconds of the same clock as `now`. */
  readonly retryAt: number;
  readonly now: number;
  readonly onNow: () => void;
}

/** The first thing on a page whose server is gone. The countdown is no part of what is spoken at once. */
export function ConnectionLost({ since, retryAt, now, onNow }: Props) {
  return (
    <section className={styles.strip} data-sort="lost" aria-label="Connection to the server">
      <p role="alert">Connection to the server lost {clockOf(new Date(since).toISOString())}. Showing the last state.</p>
      <p>Retrying {countdown(retryAt, now)}.</p>
      <button type="button" onClick={onNow}>
        Now
      </button>
    </section>
  );
}
