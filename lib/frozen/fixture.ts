import type { Frozen } from "#lib/api/frozen.ts";
import { type Context } from "#lib/check/context.ts";
import { asking, contextFrom } from "#lib/check/fixture.ts";
import { checkPath } from "#lib/url/paths.ts";
import type { ClusterState } from "#lib/graph/state.ts";
import { freeze } from "./freeze.ts";

const MADE_AT = "2026-04-16T05:14:00Z";
const READ_AT = "2026-04-16T02:13:40Z";

const stateOf = (context: Context, id = "shop"): ClusterState => ({ id, context, revision: 7, readAt: READ_AT });

/** A question of a context, frozen as the server does. */
export function frozenOf(context: Context, from: string, to: string): Frozen {
  const answered = asking(context, from, to);
  const { port, protocol } = answered.question;
  const live = checkPath("shop", { from, to, port: String(port), proto: protocol, was: answered.code, asof: READ_AT });
  return freeze(answered, stateOf(context), { madeBy: "0.1.0", madeAt: MADE_AT, origin: "http://127.0.0.1:3000", live });
}

export const frozenFrom = (yaml: string, from: string, to: string): Frozen => frozenOf(contextFrom(yaml), from, to);
