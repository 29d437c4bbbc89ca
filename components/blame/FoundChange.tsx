import type { BlameJson } from "#lib/api/history.ts";
import { authorText, objectName } from "#lib/describe/changes.ts";
import { momentOf } from "#lib/describe/moments.ts";
import { HEADLINES, count, sentenceOf } from "#lib/describe/words.ts";
import { timelinePath } from "#lib/url/paths.ts";
import { around } from "#lib/url/window.ts";
import page from "../parts/page.module.css";
import { Ticked } from "../parts/Ticked.tsx";
import { DiffLines } from "../timeline/DiffLines.tsx";
import { PageLink } from "../url/PageLink.tsx";
import styles from "./blame.module.css";

export type Blamed =
  | { readonly kind: "answered"; readonly blame: BlameJson }
  /** Why it could not be looked for, as a message. */
  | { readonly kind: "refused"; readonly message: string };

/** Which change a verdict rests on, who made it and what it wrote; or that none explains it. @param sel id of the connection */
export function FoundChange({ cluster, sel, found }: { readonly cluster: string; readonly sel: string; readonly found: Blamed }) {
  return (
    <section className={page.card} aria-label="The change that broke this" data-blame={found.kind === "answered" ? found.blame.outcome : "refused"}>
      <header>
        <h2>The change that broke this</h2>
        {found.kind === "answered" && <span className={page.eyebrow}>judged {count(found.blame.evaluated, "time")}</span>}
      </header>
      <div className={styles.found} role="status">
        {found.kind === "refused" ? (
          <p>
            <Ticked text={sentenceOf(found.message)} />
          </p>
        ) : (
          <Told cluster={cluster} sel={sel} blame={found.blame} />
        )}
      </div>
    </section>
  );
}

function Told({ cluster, sel, blame: { sentence, was, is, revision, doubts } }: { readonly cluster: string; readonly sel: string; readonly blame: BlameJson }) {
  return (
    <>
      <p className={styles.sentence}>
        <Ticked text={sentence} />
      </p>
      {was !== null && revision !== null && (
        <p>
          {HEADLINES[was.code]} → {HEADLINES[is.code]} at {momentOf(revision.at)}
        </p>
      )}
      {doubts.length > 0 && (
        <ul className={styles.doubts} aria-label="What limits this answer">
          {doubts.map((doubt) => (
            <li key={doubt}>
              <Ticked text={sentenceOf(doubt)} />
            </li>
          ))}
        </ul>
      )}
      {revision?.changes.map((change) => {
        const diff = revision.diffs.find(({ object }) => object === change.object);
        return (
          <article key={change.object} className={styles.change}>
            <h3>
              {change.kind} {objectName(change)} {change.action}
            </h3>
            <p className={page.quiet}>
              {authorText(change.by)}
              {change.by.commit !== null && change.by.commit.title !== "" && <q className={styles.title}>{change.by.commit.title}</q>}
            </p>
            {diff !== undefined && <DiffLines diff={diff} />}
          </article>
        );
      })}
      <p>
        <PageLink href={timelinePath(cluster, { sel, win: revision === null ? "30d" : around(revision.at) }, revision?.at)}>See it on the timeline</PageLink>
      </p>
    </>
  );
}
