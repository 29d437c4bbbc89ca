import type { ErrorCode } from "#lib/api/errors.ts";

export interface Refusal {
  readonly code: ErrorCode;
  readonly message: string;
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

/**
 * Whom the server answers. A name that is not loopback is a page that rebound its DNS to us; a request from another site
 * may only be somebody following a link.
 */
export function refuse(method: string, headers: Headers): Refusal | undefined {
  const host = headers.get("host") ?? "";
  if (!LOOPBACK.test(host)) return { code: "misdirected", message: "this server answers on loopback names only" };

  const origin = headers.get("origin");
  if (origin !== null && origin !== `http://${host}` && origin !== `https://${host}`) return foreign();

  const site = headers.get("sec-fetch-site") ?? "none";
  const link = method === "GET" && headers.get("sec-fetch-mode") === "navigate" && headers.get("sec-fetch-dest") === "document";
  return site === "none" || site === "same-origin" || link ? undefined : foreign();
}

function foreign(): Refusal {
  return { code: "forbidden", message: "requests from other sites are not answered" };
}
