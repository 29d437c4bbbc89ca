import { FROZEN_SCHEMA, type Frozen, frozenSchema } from "#lib/api/frozen.ts";
import type { Figure } from "#lib/api/pages.ts";
import type { Answer } from "#lib/check/answer.ts";
import { freshnessOf } from "#lib/describe/freshness.ts";
import { pluralOf } from "#lib/describe/kindnames.ts";
import { withheldOf } from "#lib/describe/withheld.ts";
import { drawAcross } from "#lib/figure/across.ts";
import { drawDown } from "#lib/figure/down.ts";
import { INKS } from "#lib/figure/inks.ts";
import { drawingToSvg } from "#lib/figure/svg.ts";
import { checkJson } from "#lib/graph/check.ts";
import { type ClusterState, asOf } from "#lib/graph/state.ts";
import { factsOf } from "./facts.ts";
import { policiesOf } from "./policies.ts";

export interface Freezing {
  /** Version of Whydrop. */
  readonly madeBy: string;
  /** RFC 3339, UTC. */
  readonly madeAt: string;
  /** Where people reach this server; "" where there is none. */
  readonly origin: string;
  /** Path of the live page. */
  readonly live: string;
}

/** One answer with all that its page shows, as one document. Nothing in it is asked again. */
export function freeze(answered: Answer, state: ClusterState, { madeBy, madeAt, origin, live }: Freezing): Frozen {
  const check = checkJson(answered, state, origin + live);
  const { cluster } = check;
  const told = state.at ?? asOf(state);
  const policies = policiesOf(answered);
  return frozenSchema.parse({
    schema: FROZEN_SCHEMA,
    madeBy,
    madeAt,
    capturedAt: later(cluster.kinds.length === 0 ? told : (freshnessOf(cluster, Date.parse(madeAt)).asOf ?? told), state.becameAt),
    cluster,
    check,
    pictures: picturesOf(check.figure),
    policies,
    facts: factsOf(answered, policies, cluster.name, told),
    unreadable: unreadableOf(state, cluster),
    left: [],
    live,
  } satisfies Omit<Frozen, "facts"> & { readonly facts: readonly string[] });
}

/** What was learnt last is in it, and was not so before. */
const later = (known: string, becameAt = known): string => (Date.parse(becameAt) > Date.parse(known) ? becameAt : known);

export function picturesOf(figure: Figure): Frozen["pictures"] {
  const [across, down] = [drawAcross(figure), drawDown(figure)];
  return {
    across: { light: drawingToSvg(across, INKS.light), dark: drawingToSvg(across, INKS.dark) },
    down: { light: drawingToSvg(down, INKS.light), dark: drawingToSvg(down, INKS.dark) },
  };
}

/** Of a live cluster what its kinds say; of files what their Cluster object does. */
function unreadableOf({ context }: ClusterState, { kinds }: Frozen["cluster"]): string[] {
  const withheld = withheldOf(kinds);
  const told = context.snapshot.unread.kinds.map(({ kind, namespace, why }) => `${pluralOf(kind)}${namespace === undefined ? "" : ` in ${namespace}`} could not be read: ${why}.`);
  return [...new Set(kinds.length > 0 ? [...withheld, ...(withheld.length === 0 ? told : [])] : told)];
}
