import { log } from "../log.ts";
import { sessionCookie } from "./cookie.ts";
import { entry, hasEntered } from "./entry.ts";
import { entryPage } from "./page.ts";
import { PRIVATE_HEADERS } from "./plainpage.ts";
import { returnPath } from "./returnpath.ts";

/** `/enter`: exchanges the code for a cookie, and lets those pass on who have one. The answer never holds the code. */
export function enter({ method, headers }: Pick<Request, "method" | "headers">, { code, to }: Readonly<Record<string, string>>): Response {
  const path = returnPath(to);
  if (code === undefined || method !== "GET") return hasEntered(headers) ? passOn(path) : entryPage("ask");
  if (!entry().required) return passOn(path);

  const attempt = entry().gate.attempt(code);
  switch (attempt.kind) {
    case "entered":
      return passOn(path, { "set-cookie": sessionCookie(headers.get("host") ?? "", attempt.session) });
    case "wrong":
      log("warn", "a wrong entry code was given");
      return entryPage("wrong");
    case "too-many":
      return entryPage("too-many", { "retry-after": "60" });
  }
}

const passOn = (path: string, more: Readonly<Record<string, string>> = {}): Response => new Response(null, { status: 303, headers: { ...PRIVATE_HEADERS, location: path, ...more } });
