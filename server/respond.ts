import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { ErrorJson } from "#lib/api/errors.ts";
import { API, type Route } from "#lib/api/routes.ts";
import { admit } from "./entry/admit.ts";
import { accessOf } from "./entry/routes.ts";
import { log } from "./log.ts";
import { countRequest } from "./metrics.ts";
import { STATUS } from "./status.ts";
import { ViewError } from "./viewerror.ts";

type Parameters = Readonly<Record<string, string>>;
type Handler = (request: Request, context: { params: Promise<Readonly<Record<string, string | string[]>> | undefined> }) => Promise<Response>;
type Handlers = Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE", Handler>;

/** Handlers of a route that answers JSON: guard, parse, ask, check the reply, respond. */
export function serve<Asked extends z.ZodObject, Reply extends z.ZodType>(
  route: Route<Asked, Reply>,
  ask: (asked: z.output<Asked>, request: Request) => Promise<z.output<Reply>>,
): Handlers {
  return handlers(API + route.path, async (request, parameters) => Response.json(route.reply.parse(await ask(parse(route.request, parameters), request))));
}

/** Handlers of any route: `respond` gets the parameters of path and query; what it throws becomes the error contract. */
export function handlers(template: string, respond: (request: Request, parameters: Parameters) => Promise<Response>): Handlers {
  const access = accessOf(template);
  const answer: Handler = (request, { params }) =>
    counted(template, async () => {
      const refusal = admit({ method: request.method, headers: request.headers, access });
      if (refusal !== undefined) throw new ViewError(refusal.code, refusal.message);
      const path = Object.entries((await params) ?? {}).map(([name, value]) => [name, String(value)] as const);
      return respond(request, Object.fromEntries([...new URL(request.url).searchParams, ...path]));
    });
  return { GET: answer, POST: answer, PUT: answer, PATCH: answer, DELETE: answer };
}

/** @throws ViewError that names the first parameter which is missing or wrong */
export function parse<Asked extends z.ZodObject>(schema: Asked, parameters: Parameters): z.output<Asked> {
  const parsed = schema.safeParse(parameters);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = String(issue?.path[0] ?? "");
  throw new ViewError("bad_request", parameters[field] === undefined ? `\`${field}\` is missing` : `\`${field}\` ${issue?.message ?? "makes no sense"}`, field);
}

async function counted(template: string, answer: () => Promise<Response>): Promise<Response> {
  const started = performance.now();
  const response = await answer().catch((error: unknown) => toResponse(error, template));
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
  response.headers.set("x-content-type-options", "nosniff");
  countRequest({ template, status: response.status, seconds: (performance.now() - started) / 1000 });
  return response;
}

/** The one place where errors become HTTP. What nobody foresaw is logged here and not told. */
function toResponse(error: unknown, route: string): Response {
  const requestId = randomUUID().slice(0, 8);
  if (error instanceof ViewError) return refusal(error, requestId);
  log("error", "a request failed", { requestId, route, error });
  return refusal(new ViewError("internal", `the answer could not be made (ref ${requestId})`), requestId);
}

function refusal({ code, message, field }: ViewError, requestId: string): Response {
  const body: ErrorJson = { error: { code, message, ...(field !== undefined && { field }), requestId } };
  return Response.json(body, { status: STATUS[code] });
}
