import type { ChangeJson, FlipJson, RevisionJson } from "#lib/api/history.ts";
import { momentText } from "#lib/api/moment.ts";
import { authorJson } from "#lib/describe/author.ts";
import { effectText } from "#lib/describe/effect.ts";
import { OWN_API } from "#lib/cluster/ingest/strict.ts";
import { groupOf } from "#lib/source/object.ts";
import { Unread } from "#lib/policy/unread.ts";
import { clusterAmong, factsOf } from "./facts.ts";
import { parseKey } from "./key.ts";
import { laneOf } from "./lanes.ts";
import { summary } from "./summary.ts";
import type { ObjectChange, Revision } from "./version.ts";

export const revisionJson = ({ at, changes }: Revision, flips: readonly FlipJson[]): RevisionJson => ({
  at: momentText(at),
  changes: changesJson(changes),
  flips: [...flips],
  effect: effectText(flips),
});

/** Keys of Cluster objects begin so. */
const CLUSTER = `${groupOf(OWN_API)}/Cluster/`;

/** What cannot be read any more was not deleted, and what is read again was not created: nobody knows what happened meanwhile. */
function changesJson(changes: readonly ObjectChange[]): RevisionJson["changes"] {
  const cluster = changes.find(({ object }) => object.startsWith(CLUSTER));
  if (!cluster) return changes.map(changeJson);
  const [was, is] = [cluster.before, cluster.after].map((manifest) => new Unread(clusterAmong(factsOf(cluster.object, manifest))?.unreadable ?? []));
  return changes.map((change) => {
    const { group, kind, namespace } = parseKey(change.object);
    const isIn = (unread: Unread | undefined): boolean => unread?.in({ group, kind }, namespace) !== undefined;
    if (change.after === undefined && isIn(is)) return { ...changeJson(change), action: "changed", summary: "cannot be read any more" };
    if (change.before === undefined && isIn(was)) return { ...changeJson(change), by: authorJson(undefined), action: "changed", summary: "read again" };
    return changeJson(change);
  });
}

export function changeJson(change: ObjectChange): ChangeJson {
  const { object, before, after, author } = change;
  const { kind, namespace, name } = parseKey(object);
  return {
    object, kind, namespace, name,
    action: before === undefined ? "created" : after === undefined ? "deleted" : "changed",
    lane: laneOf(change),
    summary: summary(change),
    by: authorJson(author),
  };
}
