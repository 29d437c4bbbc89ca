import type { ChangeJson, FlipJson, RevisionJson } from "#lib/api/history.ts";
import { momentText } from "#lib/api/moment.ts";
import { authorJson } from "#lib/describe/author.ts";
import { effectText } from "#lib/describe/effect.ts";
import { parseKey } from "./key.ts";
import { laneOf } from "./lanes.ts";
import { summary } from "./summary.ts";
import type { ObjectChange, Revision } from "./version.ts";

export const revisionJson = ({ at, changes }: Revision, flips: readonly FlipJson[]): RevisionJson => ({
  at: momentText(at),
  changes: changes.map(changeJson),
  flips: [...flips],
  effect: effectText(flips),
});

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
