import { randomUUID } from "node:crypto";
import type { ErrorJson } from "#lib/api/errors.ts";
import type { Refusal } from "../guard.ts";
import { STATUS } from "../status.ts";
import { entryPage } from "./page.ts";
import { returnPath } from "./returnpath.ts";

/** A longer address would be refused. */
const LONGEST_NEXT = 8_000;

/** How a refusal looks: programs get the error contract, people who have not entered a page. */
export function turnedAway(refusal: Refusal, { pathname, search }: Pick<URL, "pathname" | "search">, headers: Headers): Response {
  if (refusal.code === "unauthorized" && !/^\/(?:api|metrics)(?:\/|$)/.test(pathname)) return entryPage("ask", again(pathname + search, headers));
  const body: ErrorJson = { error: { code: refusal.code, message: refusal.message, requestId: randomUUID().slice(0, 8) } };
  return Response.json(body, { status: STATUS[refusal.code], headers: { "cache-control": "no-store", "x-content-type-options": "nosniff" } });
}

/**
 * Whoever follows a link from a chat comes without the cookie (SameSite=Strict), entered or not: asking again from our own
 * page brings it. `/enter` never sends anybody back here without one, so this happens once.
 */
export function again(address: string, headers: Headers): Readonly<Record<string, string>> {
  const fromElsewhere = headers.get("sec-fetch-site") === "cross-site" && headers.get("sec-fetch-mode") === "navigate";
  const next = `/enter?to=${encodeURIComponent(returnPath(address))}`;
  return fromElsewhere && next.length < LONGEST_NEXT ? { refresh: `0; url=${next}` } : {};
}
