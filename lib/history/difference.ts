import type { Manifest } from "#lib/cluster/write/manifest.ts";
import { tellingText } from "./same.ts";
import type { ObjectChange, Objects } from "./version.ts";

/** What happened to objects between two states, in the order of their names. */
export function difference(before: Objects, after: Objects): readonly ObjectChange[] {
  const changes = [...new Set([...before.keys(), ...after.keys()])].flatMap((object): readonly ObjectChange[] => {
    const [was, is] = [before.get(object), after.get(object)];
    return isSame(was, is) ? [] : [{ object, ...(was && { before: was }), ...(is && { after: is }) }];
  });
  return changes.toSorted((a, b) => (a.object < b.object ? -1 : 1));
}

/** Neighbouring states share what did not change. */
const isSame = (was: Manifest | undefined, is: Manifest | undefined): boolean => was === is || (was !== undefined && is !== undefined && tellingText(was) === tellingText(is));
