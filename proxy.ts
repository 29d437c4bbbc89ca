import { type NextRequest, NextResponse } from "next/server";
import { admit } from "#server/entry/admit.ts";
import { PRIVATE_HEADERS } from "#server/entry/plainpage.ts";
import { accessOf } from "#server/entry/routes.ts";
import { turnedAway } from "#server/entry/turnedaway.ts";
import { answeredAtLink, isLink } from "#server/frozen/atlink.ts";
import { ViewError } from "#server/viewerror.ts";

/** Bodies that pass through a proxy are cut at 10 MB without a word, so routes with handlers are left out; those ask `admit` themselves. */
export const config = { matcher: "/((?!api/|_next/static/|livez$|readyz$|metrics$|enter$|s/[^/]+/figure$|s/[^/]+/file$|s/[^/]+/picture$|favicon\\.svg$).*)" };

/** Every page: only for us, and only with scripts and styles that we sent. */
export async function proxy(request: NextRequest): Promise<Response> {
  const { method, nextUrl } = request;
  const refusal = admit({ method, headers: request.headers, access: accessOf(nextUrl.pathname) });
  if (refusal !== undefined) return turnedAway(refusal, nextUrl, request.headers);

  const answered = await answeredAtLink(nextUrl.pathname, request.headers).catch((error: unknown) => unavailable(error, nextUrl, request.headers));
  if (answered !== undefined) return answered;

  const nonce = crypto.randomUUID();
  const policy = contentSecurityPolicy(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("content-security-policy", policy);

  const response = NextResponse.next({ request: { headers } });
  response.headers.set("content-security-policy", policy);
  response.headers.set("referrer-policy", "same-origin");
  if (isLink(nextUrl.pathname)) for (const [name, value] of Object.entries(PRIVATE_HEADERS)) response.headers.set(name, value);
  response.headers.set("x-content-type-options", "nosniff");
  response.headers.set("x-frame-options", "DENY");
  response.headers.set("cross-origin-opener-policy", "same-origin");
  response.headers.set("cross-origin-resource-policy", "same-origin");
  response.headers.set("permissions-policy", "camera=(), geolocation=(), microphone=()");
  return response;
}

/** The store is away, or links are guessed. */
function unavailable(error: unknown, url: NextRequest["nextUrl"], headers: Headers): Response {
  if (error instanceof ViewError) return turnedAway(error, url, headers);
  throw error;
}

/** `style-src-attr`: React and Cytoscape set style attributes, which cannot carry a nonce. */
function contentSecurityPolicy(nonce: string): string {
  const development = process.env.NODE_ENV === "development" ? " 'unsafe-eval'" : "";
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development}`,
    `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}
