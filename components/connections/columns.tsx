import { columnVisibilityFeature, createColumnHelper, rowSortingFeature, tableFeatures } from "@tanstack/react-table";
import type { Column, ConnectionRow } from "#lib/api/connections.ts";
import { momentOf } from "#lib/describe/moments.ts";
import { clockOf } from "#lib/describe/time.ts";
import { policyTitle } from "#lib/describe/policyids.ts";
import { namedPolicies } from "#lib/topology/order.ts";
import { checkPath, policyPath } from "#lib/url/paths.ts";
import { ArrowIcon, EyeIcon } from "../parts/icons.tsx";
import { Middle } from "../parts/Middle.tsx";
import { PageLink } from "../url/PageLink.tsx";
import { VerdictTag } from "../verdict/Verdict.tsx";
import styles from "./connections.module.css";

export const FEATURES = tableFeatures({ columnVisibilityFeature, rowSortingFeature });

export const COLUMN_TITLES: Readonly<Record<Column, string>> = { from: "From", to: "To", port: "Port", verdict: "Verdict", why: "Why", side: "Side", policies: "Policies", changed: "Changed" };

const column = createColumnHelper<typeof FEATURES, ConnectionRow>();
/** Policies that a row names; of more it says how many. */
const NAMED = 2;

interface Place {
  readonly cluster: string;
  /** When the state is that is shown: of another day a change has its day, else its time. */
  readonly asOf: string;
  /** Links are no stops of the Tab key where rows are walked by arrows. */
  readonly walked: boolean;
}

/** The verdict comes first, as everywhere on a page. */
export const columnsOf = ({ cluster, asOf, walked }: Place) => {
  const stop = walked ? { tabIndex: -1 } : {};
  return column.columns([
    column.accessor("verdict", { header: COLUMN_TITLES.verdict, cell: ({ row: { original: { verdict, code } } }) => <VerdictTag verdict={verdict} code={code} /> }),
    column.accessor("from", { header: COLUMN_TITLES.from, cell: ({ row: { original: { from, fromTitle } } }) => <Middle text={fromTitle} title={from} /> }),
    column.accessor("to", { header: COLUMN_TITLES.to, cell: ({ row: { original } }) => <Destination row={original} /> }),
    column.accessor("port", { header: COLUMN_TITLES.port, cell: ({ row: { original: { port, protocol } } }) => `${port}/${protocol.toLowerCase()}` }),
    column.accessor("why", { header: COLUMN_TITLES.why, cell: ({ row: { original: { why, reason } } }) => <span className={styles.why} title={reason}>{why}</span> }),
    column.accessor("side", { header: COLUMN_TITLES.side, cell: ({ row: { original: { side } } }) => (side === "both" ? "both sides" : side) }),
    column.accessor("policies", {
      header: COLUMN_TITLES.policies,
      cell: ({ row: { original } }) => {
        const policies = namedPolicies(original);
        return (
          <>
            {policies.slice(0, NAMED).map((policy) => (
              <PageLink key={policy} href={policyPath(cluster, policy)} className={styles.policy} data-blocks={original.blockedBy.includes(policy) || undefined} title={policy} {...stop}>
                {policyTitle(policy)}
              </PageLink>
            ))}
            {policies.length > NAMED && (
              <span className={styles.more} title={policies.slice(NAMED).join(", ")}>
                +{policies.length - NAMED}
              </span>
            )}
          </>
        );
      },
    }),
    column.accessor("changedAt", { id: "changed", header: COLUMN_TITLES.changed, cell: ({ row: { original: { changedAt } } }) => changedAt !== null && <time dateTime={changedAt} title={momentOf(changedAt)}>{changedAt.slice(0, 10) === asOf.slice(0, 10) ? clockOf(changedAt) : changedAt.slice(0, 10)}</time> }),
    column.display({
      id: "check",
      header: () => <span className="unseen">Check</span>,
      cell: ({ row: { original: { from, to, fromTitle, toTitle, port, protocol } } }) => (
        <PageLink href={checkPath(cluster, { from, to, port: String(port), proto: protocol })} className={styles.go} aria-label={`Check ${fromTitle} to ${toTitle}, port ${port}`} title="Check" data-check {...stop}>
          <ArrowIcon size={14} />
        </PageLink>
      ),
    }),
  ]);
};

function Destination({ row: { to, toTitle, addresses, watched } }: { readonly row: ConnectionRow }) {
  const [first] = addresses;
  return (
    <>
      <span className={styles.name}>
        {watched !== null && (
          <span className={styles.watched} title={`Watched check ${watched}`}>
            <EyeIcon size={13} />
            <span className="unseen">watched</span>
          </span>
        )}
        <Middle text={toTitle} title={to} />
      </span>
      {first !== undefined && first !== toTitle && <small title={addresses.join(", ")}>{addresses.length > 1 ? `${addresses.length} addresses` : first}</small>}
    </>
  );
}
