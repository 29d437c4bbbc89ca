import type { ReactNode } from "react";
import type { ConnectionRow } from "#lib/api/connections.ts";
import styles from "./connections.module.css";

interface GridRowProps {
  readonly row: ConnectionRow;
  readonly index: number;
  /** Px of rows before this one that are not drawn. */
  readonly gap: number;
  readonly width: number;
  readonly measure: (row: HTMLElement | null) => void;
  readonly active: boolean;
  /** undefined: cannot be. */
  readonly selected: boolean | undefined;
  readonly walked: boolean;
  readonly onClick: ((id: string) => void) | undefined;
  readonly children: ReactNode;
}

/** One connection. */
export function GridRow({ row: { id, verdict }, index, gap, width, measure, active, selected, walked, onClick, children }: GridRowProps) {
  return (
    <>
      {gap > 0 && (
        <tr aria-hidden="true" className={styles.gap} style={{ blockSize: gap }}>
          <td colSpan={width} />
        </tr>
      )}
      <tr
        ref={measure}
        role="row"
        data-index={index}
        data-row={id}
        data-verdict={verdict}
        aria-rowindex={index + 2}
        aria-selected={selected}
        tabIndex={walked ? (active ? 0 : -1) : undefined}
        onClick={onClick && ((event) => !leadsAway(event.target) && onClick(id))}
      >
        {children}
      </tr>
    </>
  );
}

/** A link in a row leads away: it does not choose the row as well. */
const leadsAway = (target: EventTarget): boolean => target instanceof Element && target.closest("a") !== null;
