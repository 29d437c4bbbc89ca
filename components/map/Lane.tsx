"use client";

import type { CSSProperties, SyntheticEvent } from "react";
import type { CardRow, ConnectionJson } from "#lib/api/graph.ts";
import { drawAcross } from "#lib/figure/across.ts";
import { checkPath } from "#lib/url/paths.ts";
import { useCheck } from "../api/queries.ts";
import { Figure } from "../figure/Figure.tsx";
import { PageLink } from "../url/PageLink.tsx";
import { spotRows } from "./cardrows.ts";
import styles from "./lane.module.css";

interface Props {
  readonly cluster: string;
  readonly connection: ConnectionJson;
  /** The past state that is shown, RFC 3339. */
  readonly at: string | undefined;
  /** Nobody selected it: then it says what it is. */
  readonly unasked: boolean;
  readonly onRow: (row: CardRow | undefined, side: "egress" | "ingress") => void;
}

/** The runbook's figure of one connection, above the map. Its rules are links: pointed at, they light up what they are about. */
export function Lane({ cluster, connection, at, unasked, onRow }: Props) {
  const { from, to, port, protocol } = connection;
  const ends = { from, to, port: String(port), proto: protocol.toLowerCase() };
  const { data: check, error } = useCheck(cluster, ends, at);
  if (check === undefined) return error === null ? <section className={styles.lane} aria-label="Path" aria-busy="true" /> : null;
  const { figure } = check;
  const { width, height } = drawAcross(figure);
  const rows = spotRows(figure.card);
  const point = ({ target }: SyntheticEvent): void => {
    const spot = target instanceof Element ? target.closest("li") : null;
    const row = spot?.parentElement == null ? undefined : rows[[...spot.parentElement.children].indexOf(spot)];
    onRow(row, figure.card?.side ?? "egress");
  };
  const leave = (): void => onRow(undefined, "egress");
  return (
    <section className={styles.lane} aria-label="Path">
      {unasked && (
        <p className={styles.sentence}>
          <strong>{check.headline}</strong> <PageLink href={checkPath(cluster, ends)}>Open check</PageLink>
        </p>
      )}
      <div className={styles.figure} style={{ "--ratio": width / height } as CSSProperties} onPointerOver={point} onPointerLeave={leave} onFocus={point} onBlur={leave}>
        <Figure figure={figure} cluster={cluster} lying />
      </div>
    </section>
  );
}
