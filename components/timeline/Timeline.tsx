import type { TimelineJson } from "#lib/api/history.ts";
import { timelineHeadline } from "#lib/describe/changes.ts";
import { momentAndAge, momentOf } from "#lib/describe/moments.ts";
import { count } from "#lib/describe/words.ts";
import { timelinePath } from "#lib/url/paths.ts";
import type { UrlState } from "#lib/url/state.ts";
import { windowOf } from "#lib/url/window.ts";
import page from "../parts/page.module.css";
import { PageLink } from "../url/PageLink.tsx";
import { Brush } from "./Brush.tsx";
import { ChangeCard } from "./ChangeCard.tsx";
import { ChangeKeys } from "./ChangeKeys.tsx";
import { foldedOf } from "./folds.ts";
import { Hatching, Lanes } from "./Lanes.tsx";
import { OfConnection } from "./OfConnection.tsx";
import { RangeChoice } from "./RangeChoice.tsx";
import styles from "./timeline.module.css";

interface Props {
  readonly timeline: TimelineJson;
  readonly state: Pick<UrlState, "sel" | "win">;
  /** Milliseconds. */
  readonly now: number;
}

/** What changed, and what that did to connections: a picture of when, and the list that says it all. */
export function Timeline({ timeline, state, now }: Props) {
  const { cluster, durable, brought, begins, from, until, revisions, gaps, more } = timeline;
  const flipping = revisions.filter(({ flips }) => flips.length > 0).length;
  // Nothing is known of the time before the history: an axis that began earlier would be mostly empty.
  const range = { from: begins !== null && begins > from && begins < until ? begins : from, until };
  return (
    <>
      <header className={page.head}>
        <div>
          <div className={page.chips}>
            <span className={page.chip}>Flows: none connected. Verdicts come from policies; drops are not observed.</span>
            {begins !== null && <span className={page.chip}>{`History since ${momentOf(begins)}${brought ? ", brought by the folder" : ""}`}</span>}
            {begins !== null && !durable && <span className={page.chip}>{brought ? "What changes from now on: in memory only" : "In memory only: it ends when Whydrop stops"}</span>}
          </div>
          {state.sel === undefined ? <h1>{timelineHeadline({ changes: revisions.length, flipping })}</h1> : <OfConnection timeline={timeline} sel={state.sel} />}
          <p className={page.quiet}>
            {momentOf(range.from)} to {momentOf(range.until)}. Every change is judged just before and just after, over all declared and watched connections.
          </p>
        </div>
        <RangeChoice cluster={cluster.id} state={state} />
      </header>
      {revisions.length + gaps.length > 0 && (
        <section className={page.card} aria-label="Lanes">
          <Hatching />
          <Brush key={state.win} cluster={cluster.id} state={{ sel: state.sel }} range={range}>
            <Lanes timeline={timeline} range={range} />
          </Brush>
        </section>
      )}
      {revisions.length === 0 ? (
        <Nothing timeline={timeline} state={state} />
      ) : (
        <section aria-label="Changes" className={styles.changes}>
          <h2 className="unseen">Changes, newest first</h2>
          <ChangeKeys />
          <ol className={styles.list}>
            {foldedOf(revisions).map((entry) =>
              entry.kind === "change" ? (
                <ChangeCard key={entry.revision.at} cluster={cluster.id} revision={entry.revision} selected={state.sel} now={now} />
              ) : (
                <li key={entry.revisions[0]?.at}>
                  <details className={styles.quiet}>
                    <summary>{count(entry.revisions.length, "change")} with no effect</summary>
                    <ol className={styles.list}>
                      {entry.revisions.map((revision) => (
                        <ChangeCard key={revision.at} cluster={cluster.id} revision={revision} selected={state.sel} now={now} />
                      ))}
                    </ol>
                  </details>
                </li>
              ),
            )}
          </ol>
          {more && (
            <p>
              Older changes are left out. <PageLink href={timelinePath(cluster.id, { ...state, win: windowOf({ from, until: revisions.at(-1)?.at ?? until }) })}>Show those before</PageLink>
            </p>
          )}
          <p className={page.quiet}>A policy that changed may leave existing connections alive; the API leaves that to the CNI. So calls can start to fail minutes after it.</p>
        </section>
      )}
      {gaps.length > 0 && (
        <section className={page.card} aria-label="Gaps">
          <h2>When nobody watched</h2>
          <ul className={page.list}>
            {gaps.map((gap) => (
              <li key={gap.from}>
                {momentOf(gap.from)} to {momentAndAge(gap.until, now)}: {gap.why}. What changed meanwhile is told at its end.
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Nothing({ timeline: { cluster, begins, from }, state }: Pick<Props, "timeline" | "state">) {
  if (begins === null) return <p>No history is stored yet. What changes from now on is kept.</p>;
  return (
    <p>
      {state.sel !== undefined && "Nothing that could concern this connection changed in this time. "}
      {state.sel === undefined && begins >= from && "What changes from now on is told here."}
      {begins < from && <PageLink href={timelinePath(cluster.id, { ...state, win: "all" })}>Show all since the history begins, {momentOf(begins)}</PageLink>}
    </p>
  );
}
