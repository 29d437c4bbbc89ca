import type { WorkloadConnection } from "#lib/api/pages.ts";
import { momentOf } from "#lib/describe/moments.ts";
import { policyTitle } from "#lib/describe/policyids.ts";
import { ageOf, minuteOf } from "#lib/describe/time.ts";
import { withoutHeadline } from "#lib/describe/words.ts";
import { checkPath, policyPath } from "#lib/url/paths.ts";
import { ArrowIcon, EyeIcon } from "../parts/icons.tsx";
import { PageLink } from "../url/PageLink.tsx";
import { VerdictSign } from "../verdict/Verdict.tsx";
import type { End, Row } from "./rows.ts";
import styles from "./rows.module.css";

interface Props {
  readonly cluster: string;
  readonly rows: readonly Row[];
  readonly end: End;
  readonly caption: string;
  /** Ids of connections that a chosen policy concerns. */
  readonly lit: ReadonlySet<string>;
  /** Milliseconds. */
  readonly now: number;
}

const DAY = 86_400_000;
/** In a row; the check tells all. */
const MOST_POLICIES = 4;

/** What is called, or who calls: one row for each that has an answer of its own. On a phone each row is a card. */
export function RowTable({ cluster, rows, end, caption, lit, now }: Props) {
  return (
    <table className={styles.rows}>
      <caption className="unseen">{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{end === "to" ? "Destination" : "Caller"}</th>
          <th scope="col">Port</th>
          <th scope="col">Why</th>
          <th scope="col">Policies</th>
          <th scope="col">Since</th>
          <th scope="col">
            <span className="unseen">Check</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const [connection] = row.connections;
          const { from, to, port, protocol, verdict, code, why, side, blockedBy, watched } = connection;
          return (
            <tr key={row.id} data-verdict={verdict} data-lit={row.connections.some(({ id }) => lit.has(id)) || undefined}>
              <th scope="row" className={styles.end}>
                <div>
                  <VerdictSign verdict={verdict} code={code} size={16} />
                  <div>
                    <span title={end === "to" ? to : from}>{row.title}</span>
                    {watched !== null && (
                      <span className={styles.mark} title={`Watched check ${watched}`}>
                        <EyeIcon size={13} /> watched
                      </span>
                    )}
                    <AddressesOf row={row} />
                  </div>
                </div>
              </th>
              <td className={styles.port}>{`${port}/${protocol.toLowerCase()}`}</td>
              <td className={styles.why}>
                {why}
                {side === "both" && <span className={styles.mark}>both sides</span>}
                {verdict !== "allow" && <small>{withoutHeadline(connection.reason, code)}</small>}
              </td>
              <td className={styles.policies}>
                {blockedBy.slice(0, MOST_POLICIES).map((policy) => (
                  <PageLink key={policy} href={policyPath(cluster, policy)} title={policy}>
                    {policyTitle(policy)}
                  </PageLink>
                ))}
                {blockedBy.length > MOST_POLICIES && <small title={blockedBy.slice(MOST_POLICIES).join(", ")}>and {blockedBy.length - MOST_POLICIES} more</small>}
              </td>
              <td className={styles.since}>
                <Since at={row.changedAt} now={now} />
              </td>
              <td className={styles.go}>
                <PageLink data-check href={checkPath(cluster, { from, to, port: String(port), proto: protocol })} aria-label={`Check ${connection.fromTitle} to ${connection.toTitle}, port ${port}`}>
                  Check <ArrowIcon size={13} />
                </PageLink>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function AddressesOf({ row: { title, addresses } }: { readonly row: Row }) {
  const [first] = addresses;
  if (first === undefined || (addresses.length === 1 && first === title)) return null;
  return <small title={addresses.join(", ")}>{addresses.length === 1 ? first : `${addresses.length} addresses`}</small>;
}

function Since({ at, now }: { readonly at: WorkloadConnection["changedAt"]; readonly now: number }) {
  if (at === null) return null;
  const isNew = now - Date.parse(at) < DAY;
  return (
    <>
      <time dateTime={at} title={momentOf(at)}>
        {isNew ? minuteOf(at) : ageOf(at, now)}
      </time>
      {isNew && <span className={styles.mark}>changed</span>}
    </>
  );
}
