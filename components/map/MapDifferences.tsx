import Link from "next/link";
import type { ChangeJson } from "#lib/api/history.ts";
import type { MapDifferences as Differences } from "#lib/api/map.ts";
import { momentOf } from "#lib/describe/moments.ts";
import { count } from "#lib/describe/words.ts";
import { mapPath, timelinePath } from "#lib/url/paths.ts";
import { windowOf } from "#lib/url/window.ts";
import buttons from "../parts/button.module.css";
import page from "../parts/page.module.css";
import { ChangedObjects } from "./ChangedObjects.tsx";
import { DifferencePicture } from "./DifferencePicture.tsx";
import { DifferenceTable } from "./DifferenceTable.tsx";

/** Two times, RFC 3339; the later one undefined: the present. */
export interface Times {
  readonly then: string;
  readonly now: string | undefined;
}

interface Props {
  readonly cluster: string;
  readonly times: Times;
  readonly differences: Differences;
}

/** The map at two times, of which only what differs is drawn. */
export function MapDifferences({ cluster, times: { then, now }, differences }: Props) {
  const { connections, total, changes, was, is } = differences;
  const until = now ?? is.cluster.readAt;
  return (
    <>
      <header className={page.head}>
        <div>
          <h1>{headlineOf(total, changes)}</h1>
          <p className={page.quiet}>
            {momentOf(then)} compared with {now === undefined ? "now" : momentOf(now)}, over all declared and watched connections.
          </p>
          {total > connections.length && <p className={page.quiet}>{count(total - connections.length, "more verdict")} {total - connections.length === 1 ? "differs" : "differ"}: these are the {connections.length} that matter most.</p>}
        </div>
        <p className={page.actions}>
          <Link className={buttons.button} href={mapPath(cluster, { at: then })}>
            Map as it was
          </Link>
          <Link className={buttons.button} href={mapPath(cluster, { at: now })}>
            {now === undefined ? "Map now" : "Map afterwards"}
          </Link>
          {then < until && (
            <Link className={buttons.button} href={timelinePath(cluster, { at: now, win: windowOf({ from: then, until }) })}>
              Timeline between
            </Link>
          )}
        </p>
      </header>
      {connections.length > 0 && <DifferencePicture was={was} is={is} />}
      {connections.length > 0 && <DifferenceTable cluster={cluster} connections={connections} times={{ then, now }} />}
      <ChangedObjects cluster={cluster} changes={changes} times={{ then, now }} />
    </>
  );
}

function headlineOf(connections: number, changes: readonly ChangeJson[]): string {
  const policies = changes.filter(({ lane }) => lane === "policies").length;
  if (connections === 0 && policies === 0) return "No verdict and no policy differs";
  const words = [connections === 0 ? "No verdict" : count(connections, "verdict"), policies === 0 ? "no policy" : count(policies, "policy", "policies")];
  return `${words.join(" and ")} ${connections + policies === 1 && connections === 1 ? "differs" : "differ"}`;
}
