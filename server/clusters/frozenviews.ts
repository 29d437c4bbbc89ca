import type { FreezePreview, Frozen, Leave } from "#lib/api/frozen.ts";
import type { Answer } from "#lib/check/answer.ts";
import { canonicalJson } from "#lib/source/canonical.ts";
import { freeze } from "#lib/frozen/freeze.ts";
import { leave } from "#lib/frozen/leave.ts";
import { type Named, type Names, namesIn } from "#lib/frozen/names.ts";
import { preview } from "#lib/frozen/preview.ts";
import type { ClusterState } from "#lib/graph/state.ts";

export interface Freezing {
  readonly leave: readonly Leave[];
  readonly madeBy: string;
  /** RFC 3339, UTC. */
  readonly madeAt: string;
  readonly origin: string;
}

/** A document, and what is to be known of it beside. */
export interface FrozenView {
  /** Canonical JSON. */
  readonly content: string;
  /** The sentence. */
  readonly title: string;
  /** Whose rights it needs to be seen. */
  readonly namespaces: readonly string[];
}

/** @param live path of the live page */
export function frozenView(answered: Answer, state: ClusterState, { leave: wishes, ...making }: Freezing, live: string): FrozenView {
  const frozen = freeze(answered, state, { ...making, live });
  const names = namesOf(answered, state, frozen);
  const left = leave(frozen, wishes, names);
  return { content: canonicalJson(left), title: left.check.headline, namespaces: preview(frozen, [], names).namespaces };
}

/** @param live path of the live page */
export function frozenPreview(answered: Answer, state: ClusterState, { leave: wishes, ...making }: Freezing, live: string): Omit<FreezePreview, "durable"> {
  const frozen = freeze(answered, state, { ...making, live });
  return preview(frozen, wishes, namesOf(answered, state, frozen));
}

/** The cluster's own id is a name as well, and a namespace may be known by its kinds alone. */
function namesOf({ question, context }: Answer, { id }: ClusterState, { cluster }: Frozen): Names {
  const others = cluster.kinds.flatMap(({ namespace }): readonly (readonly [string, Named])[] => (namespace === "" ? [] : [[namespace, "namespace"]]));
  return namesIn(context, question, [id, "cluster"], ...others);
}
