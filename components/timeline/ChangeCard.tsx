import Link from "next/link";
import type { ChangeJson, FlipJson, RevisionJson } from "#lib/api/history.ts";
import { authorText, connectionText, flipText, objectName } from "#lib/describe/changes.ts";
import { momentAndAge } from "#lib/describe/moments.ts";
import { changeAnchor, checkPath, mapPath, timelinePath } from "#lib/url/paths.ts";
import { LabelIcon, MapIcon, PolicyIcon, RolloutIcon, ServiceIcon } from "../parts/icons.tsx";
import { PageLink } from "../url/PageLink.tsx";
import { DiffFold } from "./DiffFold.tsx";
import { effectOf } from "./marks.ts";
import styles from "./card.module.css";

const SIGNS = { policies: PolicyIcon, labels: LabelIcon, rollouts: RolloutIcon, services: ServiceIcon, cluster: MapIcon } as const;

/** One revision: when, who, what, and what it did to connections. @param now milliseconds */
export function ChangeCard({ cluster, revision, selected, now }: { readonly cluster: string; readonly revision: RevisionJson; readonly selected: string | undefined; readonly now: number }) {
  const { at, changes, flips, effect } = revision;
  const time = (
    <time dateTime={at} className={styles.time}>
      {momentAndAge(at, now)}
    </time>
  );
  return (
    <li id={changeAnchor(at)} tabIndex={-1} className={styles.card} data-change data-effect={effectOf(flips)}>
      <ul className={styles.changes}>
        {changes.map((change, index) => (
          <li key={change.object}>
            <Change cluster={cluster} at={at} change={change} time={index === 0 ? time : null} />
          </li>
        ))}
      </ul>
      {effect !== "" && <p className={styles.effect}>{capital(effect)}.</p>}
      {flips.length > 0 && (
        <ul className={styles.flips} aria-label="Connections whose verdict changed">
          {flips.map((flip) => (
            <Flip key={flip.id} cluster={cluster} at={at} flip={flip} selected={selected} />
          ))}
        </ul>
      )}
      <p className={styles.states}>
        See the map as it was <PageLink href={mapPath(cluster, { at: justBefore(at) })}>before</PageLink> · <PageLink href={mapPath(cluster, { at })}>after</PageLink> · <PageLink href={mapPath(cluster, { at, compare: justBefore(at) })}>only what differs</PageLink>
      </p>
    </li>
  );
}

function Change({ cluster, at, change, time }: { readonly cluster: string; readonly at: string; readonly change: ChangeJson; readonly time: React.ReactNode }) {
  const { kind, action, summary, lane, by } = change;
  const Sign = SIGNS[lane];
  return (
    <>
      <div className={styles.head}>
        <h3>
          <Sign /> <span className={styles.kind}>{kind}</span> {objectName(change)} <span className={styles.action}>{action}</span>
          {summary !== "" && action === "changed" && <code>{summary}</code>}
        </h3>
        {time}
      </div>
      <p className={styles.who}>
        {authorText(by)}
        {by.commit !== null && by.commit.title !== "" && <q>{by.commit.title}</q>}
      </p>
      <DiffFold cluster={cluster} at={at} change={change} />
    </>
  );
}

function Flip({ cluster, at, flip, selected }: { readonly cluster: string; readonly at: string; readonly flip: FlipJson; readonly selected: string | undefined }) {
  const { id, from, to, port, protocol } = flip;
  const query = { from, to, port: String(port), proto: protocol };
  return (
    <li data-selected={id === selected || undefined} data-effect={effectOf([flip])}>
      <span>
        {id === selected ? connectionText(flip) : <PageLink href={timelinePath(cluster, { sel: id }, at)}>{connectionText(flip)}</PageLink>}: <strong>{flipText(flip)}</strong>
      </span>
      <span className={styles.checks}>
        Check <PageLink href={checkPath(cluster, { ...query, at: justBefore(at) })} aria-label={`Check ${connectionText(flip)} as it was before`}>before</PageLink> ·{" "}
        <PageLink href={checkPath(cluster, { ...query, at })} aria-label={`Check ${connectionText(flip)} as it was after`}>after</PageLink> ·{" "}
        {/* Out of a past state too. */}
        <Link href={checkPath(cluster, query)} aria-label={`Check ${connectionText(flip)} now`}>
          now
        </Link>
      </span>
    </li>
  );
}

/** Times of revisions are whole milliseconds, so this is the state before. */
const justBefore = (at: string): string => new Date(Date.parse(at) - 1).toISOString();

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
