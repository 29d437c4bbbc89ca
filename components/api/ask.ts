import type { z } from "zod";
import { errorSchema } from "#lib/api/errors.ts";
import { API, type Route } from "#lib/api/routes.ts";

/** The server said no, in its own words. */
class AskError extends Error {}

/** Asks the server, and checks its reply against the contract. @throws AskError */
export async function ask<Reply extends z.ZodType>(route: Route<z.ZodObject, Reply>, parameters: Readonly<Record<string, string>>, signal: AbortSignal): Promise<z.output<Reply>> {
  const query = new URLSearchParams(Object.entries(parameters).filter(([name]) => !route.path.includes(`{${name}}`)));
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ""));
  const response = await fetch(`${API}${path}?${query}`, { signal });
  const body: unknown = await response.json();
  if (response.ok) return route.reply.parse(body);
  const failure = errorSchema.safeParse(body);
  throw new AskError(failure.data?.error.message ?? `the server answered ${response.status}`);
}
