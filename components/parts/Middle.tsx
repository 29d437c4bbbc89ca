import styles from "./middle.module.css";

/** Characters at the end that stay: the part in which the names of pods differ. */
const KEPT = 6;
/** Shorter ones are never cut. */
const SHORTEST = 20;

/** A name of one line that loses its middle where there is no room. Whoever copies or hears it gets the whole. */
export function Middle({ text, title = text }: { readonly text: string; readonly title?: string }) {
  const characters = [...text];
  if (characters.length < SHORTEST) return <span className={styles.whole} title={title}>{text}</span>;
  return (
    <span className={styles.whole} title={title}>
      <span className={styles.head}>{characters.slice(0, -KEPT).join("")}</span>
      <span className={styles.tail}>{characters.slice(-KEPT).join("")}</span>
    </span>
  );
}
