"use client";

import { useMemo, useRef } from "react";
import type { ConnectionsJson } from "#lib/api/connections.ts";
import { withoutTerm } from "#lib/query/parse.ts";
import { WORST_FIRST, orderOf, orderText } from "#lib/topology/order.ts";
import { colsOf, tableState } from "#lib/url/table.ts";
import { useConnections } from "../api/connections.ts";
import { useSeen } from "../parts/seen.ts";
import { useUrlState } from "../url/useUrlState.ts";
import { Grid } from "./Grid.tsx";
import { NoMatch } from "./NoMatch.tsx";
import { TableTools } from "./TableTools.tsx";
import styles from "./connections.module.css";

interface Props {
  /** Id. */
  readonly cluster: string;
  /** What the server answered for the address with which the page was opened. */
  readonly initial: ConnectionsJson;
  readonly selected: string | undefined;
  readonly onSelect: (id: string | undefined) => void;
  /** What Enter does beside selecting a row: to go to the panel, for one. */
  readonly onOpen?: (id: string) => void;
}

/** The declared connections of a cluster, as the address filters and orders them; the server gives them page by page. */
export function PagedConnections({ cluster, initial, selected, onSelect, onOpen }: Props) {
  const { state, change } = useUrlState();
  const { q, ns, show, hide, at } = state;
  const { sort, columns } = useMemo(() => tableState(state), [state]);
  const frame = useRef<HTMLDivElement>(null);
  const seen = useSeen(frame);
  const { first, rows, more, next, fetching } = useConnections(cluster, { q, ns: ns.join(), show: show.join(), hide: hide.join(), sort, at }, initial, seen);
  const order = useMemo(() => orderOf(sort) ?? WORST_FIRST, [sort]);

  const clear = (term: string): void => {
    const kept = withoutTerm(q, term);
    if (kept !== q) change({ q: kept });
    else if (term.startsWith("hide:")) change({ hide: hide.filter((kind) => `hide:${kind}` !== term) });
    else change({ ns: [] });
  };
  return (
    <div ref={frame} className={styles.paged}>
      <TableTools total={first.total} of={first.of} updating={fetching} columns={columns} order={order} onColumns={(chosen) => change({ cols: colsOf(chosen) })} onOrder={(chosen) => change({ sort: orderText(chosen) })} />
      {first.total === 0 ? (
        <NoMatch of={first.of} removed={first.removed} onClear={clear} />
      ) : (
        <Grid
          cluster={cluster}
          caption="Declared connections"
          rows={rows}
          total={first.total}
          columns={columns}
          order={order}
          onOrder={(chosen) => change({ sort: orderText(chosen) })}
          selected={selected}
          onSelect={onSelect}
          onOpen={onOpen}
          onMore={more ? next : undefined}
          asOf={first.cluster.readAt}
          at={at}
        />
      )}
    </div>
  );
}
