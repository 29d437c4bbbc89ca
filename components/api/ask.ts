import type { z } from "zod";
import { type ErrorCode, errorSchema } from "#lib/api/errors.ts";
import { API, type Route, type Write } from "#lib/api/routes.ts";

/** The server said no, in its own words. */
export class AskError extends Error {
  readonly code: ErrorCode | undefined;

  constructor(message: string, code?: ErrorCode) {
    super(message);
    this.code = code;
  }
}

type Names = Readonly<Record<string, string | undefined>>;

/** Asks the server, and checks its reply against the contract. What is undefined is not asked with. @throws AskError */
export async function ask<Reply extends z.ZodType>(route: Route<z.ZodObject, Reply>, parameters: Names, signal: AbortSignal): Promise<z.output<Reply>> {
  const given = Object.entries(parameters).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const query = new URLSearchParams(given.filter(([name]) => !route.path.includes(`{${name}}`)));
  return told(await fetch(`${API}${withNames(route.path, parameters)}?${query}`, { signal }), route.reply);
}

/** Has the server do something. @throws AskError */
export async function send<Body extends z.ZodObject, Reply extends z.ZodType>({ method, path, reply }: Write<z.ZodObject, Body, Reply>, names: Names, body: z.input<Body>, { headers, signal }: { readonly headers?: Readonly<Record<string, string>>; readonly signal?: AbortSignal } = {}): Promise<z.output<Reply>> {
  const response = await fetch(API + withNames(path, names), { method, headers: { "Content-Type": "application/json", ...headers }, body: JSON.stringify(body), ...(signal && { signal }) });
  return told(response, reply);
}

const withNames = (path: string, names: Names): string => path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(names[name] ?? ""));

async function told<Reply extends z.ZodType>(response: Response, reply: Reply): Promise<z.output<Reply>> {
  const body: unknown = response.status === 204 ? undefined : await response.json();
  if (response.ok) return reply.parse(body);
  const failure = errorSchema.safeParse(body).data?.error;
  throw new AskError(failure?.message ?? `the server answered ${String(response.status)}`, failure?.code);
}
