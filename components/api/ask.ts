import type { z } from "zod";
import { type ErrorCode, errorSchema } from "#lib/api/errors.ts";
import { API, type Route } from "#lib/api/routes.ts";

/** The server said no, in its own words. */
export class AskError extends Error {
  readonly code: ErrorCode | undefined;

  constructor(message: string, code?: ErrorCode) {
    super(message);
    this.code = code;
  }
}

/** Asks the server, and checks its reply against the contract. What is undefined is not asked with. @throws AskError */
export async function ask<Reply extends z.ZodType>(route: Route<z.ZodObject, Reply>, parameters: Readonly<Record<string, string | undefined>>, signal: AbortSignal): Promise<z.output<Reply>> {
  const given = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const query = new URLSearchParams(given.filter(([name]) => !route.path.includes(`{${name}}`)));
  return told(await fetch(`${API}${withNames(route.path, parameters)}?${query}`, { signal }), route.reply);
}

/** Puts names into a path with {places}. */
export const withNames = (path: string, names: Readonly<Record<string, string | undefined>>): string => path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(names[name] ?? ""));

/** @throws AskError */
export async function told<Reply extends z.ZodType>(response: Response, reply: Reply): Promise<z.output<Reply>> {
  const body: unknown = response.status === 204 ? undefined : await response.json();
  if (response.ok) return reply.parse(body);
  const failure = errorSchema.safeParse(body).data?.error;
  throw new AskError(failure?.message ?? `the server answered ${String(response.status)}`, failure?.code);
}
