import { randomUUID } from "node:crypto";
import type { z } from "zod";
import type { ErrorJson } from "#lib/api/errors.ts";
import { API, NO_BODY, type Route, type Write } from "#lib/api/routes.ts";
import { readJson } from "./body.ts";
import { admit } from "./entry/admit.ts";
import { PRIVATE_HEADERS } from "./entry/plainpage.ts";
import { accessOf, writesOf } from "./entry/routes.ts";
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

/** Handlers of a route that changes something, or is asked with a body: guard, parse, do, check the reply, respond. */
export function serveWrite<Asked extends z.ZodObject, Body extends z.ZodObject, Reply extends z.ZodType>(
  { method, path, request: asked, body, reply, status }: Write<Asked, Body, Reply>,
  act: (asked: z.output<Asked>, body: z.output<Body>, request: Request) => Promise<z.output<Reply>>,
): Handlers {
  return handlers(API + path, async (request, parameters) => {
    if (request.method !== method) throw new ViewError("method_not_allowed", `only ${method} is answered`);
    const parsed = parse(asked, parameters);
    const done = await act(parsed, parseBody(body, body === NO_BODY ? {} : await readJson(request)), request);
    return status === 204 ? new Response(null, { status }) : Response.json(reply.parse(done), { status });
  });
}

/** Handlers of any route: `respond` gets the parameters of path and query; what it throws becomes the error contract. */
export function handlers(template: string, respond: (request: Request, parameters: Parameters) => Promise<Response>): Handlers {
  const writes = writesOf(template);
  const answer: Handler = (request, { params }) =>
    counted(template, async () => {
      const refusal = admit({ method: request.method, headers: request.headers, access: accessOf(template), writes });
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

/** @throws ViewError that names the first field which is wrong, missing or not known */
function parseBody<Body extends z.ZodObject>(schema: Body, body: unknown): z.output<Body> {
  const parsed = schema.safeParse(body);
  if (parsed.success && !hasProto(body)) return parsed.data;
  const [issue] = parsed.error?.issues ?? [];
  if (issue === undefined || issue.code === "unrecognized_keys") {
    const field = issue?.keys[0] ?? "__proto__";
    throw new ViewError("bad_request", `\`${field}\` is not known`, field);
  }
  const field = String(issue.path[0] ?? "");
  throw new ViewError("bad_request", field === "" ? "the body must be an object" : `\`${field}\` ${issue.message}`, field === "" ? undefined : field);
}

/** Zod passes over this one key. */
const hasProto = (body: unknown): boolean => typeof body === "object" && body !== null && Object.hasOwn(body, "__proto__");

async function counted(template: string, answer: () => Promise<Response>): Promise<Response> {
  const started = performance.now();
  const response = await answer().catch((error: unknown) => toResponse(error, template));
  if (!response.headers.has("cache-control")) response.headers.set("cache-control", "no-store");
  response.headers.set("x-content-type-options", "nosniff");
  if (/^(?:\/api\/v1)?\/s\//.test(template)) for (const [name, value] of Object.entries(PRIVATE_HEADERS)) response.headers.set(name, value);
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
