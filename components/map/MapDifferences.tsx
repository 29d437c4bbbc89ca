import type { GraphJson } from "#lib/api/graph.ts";
import type { ChangeJson } from "#lib/api/history.ts";
import { momentOf } from "#lib/describe/moments.ts";
import { count } from "#lib/describe/words.ts";
import { differencesOf } from "#lib/graph/differences.ts";
import { mapPath, timelinePath } from "#lib/url/paths.ts";
import { windowOf } from "#lib/url/window.ts";
import Link from "next/link";
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
  readonly was: GraphJson;
  readonly is: GraphJson;
  readonly changes: readonly ChangeJson[];
}

/** The map at two times, of which only what differs is drawn. */
export function MapDifferences({ cluster, times: { then, now }, was, is, changes }: Props) {
  const { connections, graph } = differencesOf(was, is);
  const until = now ?? is.cluster.readAt;
  const policies = changes.filter(({ lane }) => lane === "policies");
  return (
    <>
      <header className={page.head}>
        <div>
          <h1>{headlineOf(connections.length, policies.length)}</h1>
          <p className={page.quiet}>
            {momentOf(then)} compared with {now === undefined ? "now" : momentOf(now)}, over all declared and watched connections.
          </p>
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
      {connections.length > 0 && <DifferencePicture graph={graph} />}
      {connections.length > 0 && <DifferenceTable cluster={cluster} connections={connections} times={{ then, now }} />}
      <ChangedObjects cluster={cluster} changes={changes} policies={graph.policies} times={{ then, now }} />
    </>
  );
}

function headlineOf(connections: number, policies: number): string {
  if (connections === 0 && policies === 0) return "No verdict and no policy differs";
  const words = [connections === 0 ? "No verdict" : count(connections, "verdict"), policies === 0 ? "no policy" : count(policies, "policy", "policies")];
  return `${words.join(" and ")} ${connections + policies === 1 && connections === 1 ? "differs" : "differ"}`;
}
