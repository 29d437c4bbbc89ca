import { useId } from "react";
import type { Figure as FigureValues } from "#lib/api/pages.ts";
import { drawAcross } from "#lib/figure/across.ts";
import { drawDown } from "#lib/figure/down.ts";
import type { Drawing as DrawingValue } from "#lib/figure/shape.ts";
import { Drawing } from "./Drawing.tsx";
import { Spots } from "./Spots.tsx";
import styles from "./figure.module.css";

/**
 * Who asks, what the policies say, where the packet ends; upright on narrow screens.
 *
 * @param cluster absent: its rows lead nowhere
 * @param lying from left to right however narrow it is: it stands where height is scarce
 */
export function Figure({ figure, cluster, lying = false }: { readonly figure: FigureValues; readonly cluster?: string; readonly lying?: boolean }) {
  const id = useId();
  const drawn = (drawing: DrawingValue, name: string, className: string | undefined): React.ReactNode => (
    <div className={`${styles.drawing} ${className ?? ""}`}>
      <Drawing drawing={drawing} id={`${id}${name}`} />
      {cluster !== undefined && <Spots cluster={cluster} drawing={drawing} />}
    </div>
  );
  return (
    <figure className={styles.figure} data-outcome={figure.outcome} data-lying={lying || undefined}>
      {drawn(drawAcross(figure), "across", styles.across)}
      {drawn(drawDown(figure), "down", styles.down)}
    </figure>
  );
}
