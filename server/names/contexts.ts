import { type Context, type Settings, contextOf, withLookups } from "#lib/check/context.ts";
import { outsideNameOf, outsideNames } from "#lib/check/outsidenames.ts";
import type { Question } from "#lib/check/question.ts";
import type { Snapshot } from "#lib/cluster/snapshot.ts";
import type { Names } from "./names.ts";

/** What questions are asked of, with the answers there are for its names; from now on they are kept looked up. */
export function contextWithNames(snapshot: Snapshot, settings: Settings, names: Names | undefined): Context {
  if (!names) return contextOf(snapshot, settings);
  const context = contextOf(snapshot, { ...settings, lookedUp: names.known });
  names.want(outsideNames(context));
  return withLookups(context, names.known);
}

/** The context, told what the names of these questions resolve to now. */
export async function withNamesOf(questions: readonly Question[], context: Context, names: Names): Promise<Context> {
  const hosts = [...new Set(questions.flatMap(({ to }) => outsideNameOf(to, context) ?? []))];
  const asked = await Promise.all(hosts.map(async (host) => ({ host, lookedUp: await names.lookUp(host) })));
  const said = asked.flatMap(({ host, lookedUp }) => (lookedUp ? [[host, lookedUp] as const] : []));
  return withLookups(context, new Map([...context.lookedUp, ...names.known, ...said]));
}

/** The context, told what every name that matters to it resolves to now. */
export async function withEveryName(context: Context, names: Names): Promise<Context> {
  const asked = await Promise.all([...outsideNames(context)].map(async (host) => ({ host, lookedUp: await names.lookUp(host) })));
  return withLookups(context, new Map([...context.lookedUp, ...asked.flatMap(({ host, lookedUp }) => (lookedUp ? [[host, lookedUp] as const] : []))]));
}
