import type { Context } from "#lib/check/context.ts";
import { EXIT, Failure, type FailureStatus } from "#server/failure.ts";
import { Names } from "#server/names/names.ts";
import { RESOLVER_FORM, parseResolver } from "#server/names/resolvers.ts";
import { VARIABLE } from "#server/settings.ts";
import { systemTime } from "#server/systemtime.ts";
import { type CommandFlags, isLive } from "./source.ts";

/**
 * The context, told what names resolve to now: with --resolve, and of a live cluster always. A name that does not resolve is
 * a fact, not an error. Whoever names a resolver wants it asked.
 *
 * @throws Failure for a resolver that is none
 */
export async function resolved(context: Context, flags: CommandFlags, ask: (context: Context, names: Names) => Promise<Context>): Promise<Context> {
  const { resolve, resolver } = flags;
  if (!resolve && resolver === undefined && !isLive(flags)) return context;
  const asked = resolver === undefined ? resolverOf(VARIABLE.resolver, process.env[VARIABLE.resolver] || undefined, EXIT.configuration) : resolverOf("--resolver", resolver, EXIT.usage);
  return ask(context, Names.from(asked, systemTime));
}

function resolverOf(origin: string, text: string | undefined, status: FailureStatus): string | undefined {
  const resolver = text === undefined ? undefined : parseResolver(text);
  if (text !== undefined && resolver === undefined) throw new Failure(status, `${origin} is \`${text}\`, but must be ${RESOLVER_FORM}`);
  return resolver;
}
