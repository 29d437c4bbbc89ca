import type { ConnectionJson } from "#lib/api/graph.ts";
import { policyTitle } from "#lib/describe/policyids.ts";
import { checkPath, policyPath } from "#lib/url/paths.ts";
import { ArrowIcon, EyeIcon } from "../parts/icons.tsx";
import { PageLink } from "../url/PageLink.tsx";
import { VerdictTag } from "../verdict/Verdict.tsx";
import styles from "./connections.module.css";

export type Column = "from" | "to";

/** One row a connection. Where rows can be selected, the verdict is the button that does it. */
export function ConnectionTable({ cluster, connections, caption, without, selected, onSelect }: { readonly cluster: string; readonly connections: readonly ConnectionJson[]; readonly caption: string; readonly without?: Column; readonly selected?: string | undefined; readonly onSelect?: (id: string) => void }) {
  return (
    <div className={styles.frame} tabIndex={0} role="group" aria-label={`${caption}, scrolls sideways`}>
      <table className={styles.connections}>
        <caption className="unseen">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">Verdict</th>
            {without !== "from" && <th scope="col">From</th>}
            {without !== "to" && <th scope="col">To</th>}
            <th scope="col">Port</th>
            <th scope="col">Why</th>
            <th scope="col">Side</th>
            <th scope="col">Policies</th>
            <th scope="col">
              <span className="unseen">Check</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {connections.map((connection) => {
            const { id, from, to, fromTitle, toTitle, addresses, port, protocol, verdict, code, why, side, blockedBy, watched } = connection;
            const tag = <VerdictTag verdict={verdict} code={code} />;
            return (
              <tr key={id} data-selected={onSelect && id === selected} data-verdict={verdict} onClick={onSelect && ((event) => !isLink(event.target) && onSelect(id))}>
                <td>
                  {onSelect === undefined ? (
                    tag
                  ) : (
                    <button type="button" className={styles.pick} aria-pressed={id === selected}>
                      {tag}
                      <span className="unseen">, details</span>
                    </button>
                  )}
                </td>
                {without !== "from" && <td title={from}>{fromTitle}</td>}
                {without !== "to" && (
                  <td title={to}>
                    <span className={styles.name}>{toTitle}</span>
                    {watched !== null && (
                      <span className={styles.watched} title={`Watched check ${watched}`}>
                        <EyeIcon size={13} />
                        <span className="unseen">watched</span>
                      </span>
                    )}
                    {addresses.length > 0 && addresses[0] !== toTitle && <small>{addresses.length > 1 ? `${addresses[0]} +${addresses.length - 1}` : addresses[0]}</small>}
                  </td>
                )}
                <td className={styles.port}>{`${port}/${protocol.toLowerCase()}`}</td>
                <td className={styles.why}>{why}</td>
                <td>{side === "both" ? "both sides" : side}</td>
                <td>
                  {blockedBy.map((policy) => (
                    <PageLink key={policy} href={policyPath(cluster, policy)} className={styles.policy}>
                      {policyTitle(policy)}
                    </PageLink>
                  ))}
                </td>
                <td className={styles.go}>
                  <PageLink href={checkPath(cluster, { from, to, port: String(port), proto: protocol })} aria-label={`Check ${fromTitle} to ${toTitle}, port ${port}`}>
                    Check <ArrowIcon size={13} />
                  </PageLink>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** A link in a row leads away: it does not choose the row as well. */
const isLink = (target: EventTarget): boolean => target instanceof Element && target.closest("a") !== null;
