import type { IncomingMessage, ServerResponse } from "node:http";

/** Answers a request, as a route of Next does. */
type Answer = (request: Request, context: { readonly params: Promise<Readonly<Record<string, string>>> }) => Promise<Response>;

/** By the pattern of the path; filled by Next's copies of this module, used by the one of `serve`. */
const KEY = Symbol.for("whydrop.lasting");
const shared = globalThis as typeof globalThis & { [KEY]?: Map<string, Answer> };
const answers = (shared[KEY] ??= new Map<string, Answer>());

/**
 * A route whose answers last. `serve` asks it without Next, which keeps 60 KiB for each request that is under way.
 *
 * @param template with parameters in braces: `/clusters/{cluster}/events`
 */
export function lasting<Handlers extends { readonly GET: Answer }>(template: string, handlers: Handlers): Handlers {
  answers.set(template, handlers.GET);
  return handlers;
}

/** @returns whether it is answered here; before Next has loaded the route it is not */
export function answeredAsLasting(request: IncomingMessage, response: ServerResponse): boolean {
  const { method, url = "" } = request;
  const [path = ""] = url.split("?", 1);
  if (method !== "GET") return false;
  for (const [template, answer] of answers) {
    const parameters = parametersOf(template, path);
    if (parameters === undefined) continue;
    const left = new AbortController();
    response.once("close", () => left.abort());
    // The signal that a Request makes of the given one is lost with the Request, however long somebody listens to it.
    const asked = Object.defineProperty(new Request(`http://localhost${url}`, { headers: headersOf(request) }), "signal", { value: left.signal });
    void answer(asked, { params: Promise.resolve(parameters) }).then((answered) => write(answered, response)).catch(() => response.destroy());
    return true;
  }
  return false;
}

function parametersOf(template: string, path: string): Readonly<Record<string, string>> | undefined {
  const [wanted, given] = [template.split("/"), path.split("/")];
  if (wanted.length !== given.length) return undefined;
  const parameters: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const segment = given[index] ?? "";
    if (!part.startsWith("{")) {
      if (part !== segment) return undefined;
    } else if (!/^[\w.-]+$/.test(segment)) return undefined;
    else parameters[part.slice(1, -1)] = segment;
  }
  return parameters;
}

const headersOf = ({ headers }: IncomingMessage): Headers => new Headers(Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]));

/** What the client is slow to take waits in the stream, which knows its limit. */
async function write({ status, headers, body }: Response, response: ServerResponse): Promise<void> {
  response.writeHead(status, Object.fromEntries(headers));
  response.flushHeaders();
  const reader = body?.getReader();
  for (let read = await reader?.read(); read?.done === false; read = await reader?.read()) {
    if (!response.write(read.value)) await drained(response);
  }
  response.end();
}

const drained = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    const done = (): void => {
      response.off("drain", done).off("close", done);
      resolve();
    };
    if (response.destroyed) return done();
    response.on("drain", done).on("close", done);
  });
