import type { IncomingMessage, ServerResponse } from "node:http";
import { admit } from "../entry/admit.ts";
import { accessOf, writesOf } from "../entry/routes.ts";
import { turnedAway } from "../entry/turnedaway.ts";
import type { Refusal } from "../guard.ts";
import { refuseAddress } from "./address.ts";

/** Who somebody is, which method or address was meant, what may be left out: nobody tells us. Ranges of our small files only tire. */
const UNHEARD = /^(?:x[-_]|impersonate[-_]|forwarded$|range$|if[-_]range$)/i;

const TWO_HOSTS: Refusal = { code: "misdirected", message: "a request names one host" };

/** Everything that comes in passes here first, files too. @returns whether it may go on to Next */
export function atDoor(request: IncomingMessage, response: ServerResponse): boolean {
  const { method = "", url = "", headersDistinct } = request;
  const headers = headersOf(request);
  const [pathname = "", query] = url.split("?", 2);
  // Node keeps the first of two hosts and drops the second.
  const twoHosts = (headersDistinct["host"]?.length ?? 0) > 1 ? TWO_HOSTS : undefined;
  const refusal = twoHosts ?? refuseAddress(url) ?? admit({ method, headers, access: accessOf(pathname), writes: writesOf(pathname) });
  if (refusal === undefined) {
    forget(request);
    return true;
  }
  void write(turnedAway(refusal, { pathname, search: query === undefined ? "" : `?${query}` }, headers), response);
  return false;
}

function headersOf({ headers }: IncomingMessage): Headers {
  return new Headers(Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])));
}

function forget({ headers, rawHeaders }: IncomingMessage): void {
  for (const name of Object.keys(headers)) if (UNHEARD.test(name)) delete headers[name];
  const pairs = rawHeaders.flatMap((name, index) => (index % 2 === 0 && !UNHEARD.test(name) ? [name, rawHeaders[index + 1] ?? ""] : []));
  rawHeaders.splice(0, rawHeaders.length, ...pairs);
}

/** The connection ends with it: what else was sent is not worth reading. Node leaves out the body for HEAD. */
async function write(refused: Response, response: ServerResponse): Promise<void> {
  response.writeHead(refused.status, { ...Object.fromEntries(refused.headers), connection: "close" });
  response.end(await refused.text());
}
