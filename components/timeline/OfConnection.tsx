import type { TimelineJson } from "#lib/api/history.ts";
import { connectionText, flipText } from "#lib/describe/changes.ts";
import { clockOf } from "#lib/describe/time.ts";
import { checkPath, timelinePath } from "#lib/url/paths.ts";
import { selectionOf } from "#lib/url/selection.ts";
import buttons from "../parts/button.module.css";
import page from "../parts/page.module.css";
import { PageLink } from "../url/PageLink.tsx";

/** The timeline of one connection: when its verdict became another, or that no change explains it. */
export function OfConnection({ timeline: { cluster, revisions }, sel }: { readonly timeline: TimelineJson; readonly sel: string }) {
  const selection = selectionOf(sel);
  const flips = revisions.flatMap(({ at, flips: all }) => all.filter(({ id }) => id === sel).map((flip) => ({ at, flip })));
  const [newest] = flips;
  const title = newest !== undefined ? connectionText(newest.flip) : selection === undefined ? sel : `${selection.from} → ${selection.to} ${selection.proto.toUpperCase()} ${selection.port}`;
  return (
    <>
      <h1>{newest === undefined ? title : `${title}: ${flipText(newest.flip)} at ${clockOf(newest.at)}`}</h1>
      {newest === undefined && <p>No policy change explains this: none in this time made its verdict another one.</p>}
      {flips.length > 1 && <p>Its verdict changed {flips.length} times.</p>}
      <p className={page.actions}>
        {selection !== undefined && (
          <PageLink className={buttons.button} href={checkPath(cluster.id, selection)}>
            Check it
          </PageLink>
        )}
        <PageLink className={buttons.button} href={timelinePath(cluster.id)}>
          Show all changes
        </PageLink>
      </p>
    </>
  );
}
