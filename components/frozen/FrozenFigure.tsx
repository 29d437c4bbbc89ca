import type { Figure } from "#lib/api/pages.ts";
import { describe } from "#lib/figure/across.ts";
import { frozenFigurePath } from "#lib/url/paths.ts";
import styles from "./frozen.module.css";

const PICTURES = [
  { shape: "across", theme: "light", look: styles.acrossLight },
  { shape: "across", theme: "dark", look: styles.acrossDark },
  { shape: "down", theme: "light", look: styles.downLight },
  { shape: "down", theme: "dark", look: styles.downDark },
] as const;

/** The figure as it was drawn then: the stored picture, in the page's theme. Only the one that is shown is loaded. */
export function FrozenFigure({ id, figure }: { readonly id: string; readonly figure: Figure }) {
  const alt = `${figure.sentence}. ${describe(figure)}`;
  return (
    <section className={styles.figure} aria-label="Path">
      {PICTURES.map(({ shape, theme, look }) => (
        // eslint-disable-next-line @next/next/no-img-element -- the stored bytes, which nothing may optimise
        <img key={shape + theme} className={look} src={frozenFigurePath(id, shape, theme)} alt={alt} loading="lazy" />
      ))}
    </section>
  );
}
