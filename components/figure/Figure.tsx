import { useId } from "react";
import type { Figure as FigureValues } from "#lib/api/pages.ts";
import { drawAcross } from "#lib/figure/across.ts";
import { drawDown } from "#lib/figure/down.ts";
import { Drawing } from "./Drawing.tsx";
import styles from "./figure.module.css";

/** Who asks, what the policies say, where the packet ends; upright on narrow screens. */
export function Figure({ figure }: { readonly figure: FigureValues }) {
  const id = useId();
  return (
    <figure className={styles.figure} data-outcome={figure.outcome}>
      <Drawing drawing={drawAcross(figure)} id={`${id}across`} className={styles.across} />
      <Drawing drawing={drawDown(figure)} id={`${id}down`} className={styles.down} />
    </figure>
  );
}
