import type { Drawing } from "#lib/figure/shape.ts";
import { policyPath } from "#lib/url/paths.ts";
import { PageAnchor } from "../url/PageLink.tsx";
import styles from "./figure.module.css";

/** The card's rows as links to their lines: laid over the picture, which is one image to whoever cannot see it. */
export function Spots({ cluster, drawing: { width, height, spots = [] } }: { readonly cluster: string; readonly drawing: Drawing }) {
  if (spots.length === 0) return null;
  const part = (length: number, whole: number): string => `${((100 * length) / whole).toFixed(3)}%`;
  return (
    <ul className={styles.spots} aria-label="Rules of the card">
      {spots.map(({ x, y, width: wide, height: high, label, policy, line }, index) => (
        <li key={index} style={{ left: part(x, width), top: part(y, height), width: part(wide, width), height: part(high, height) }}>
          <PageAnchor href={policyPath(cluster, policy, { line })} aria-label={`${label}, line ${line}`} title={`Line ${line}`} />
        </li>
      ))}
    </ul>
  );
}
