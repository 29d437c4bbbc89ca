import { hasEntered } from "../entry/entry.ts";
import { linkShell } from "../unfurl/shell.ts";
import { missingPage } from "./missing.ts";
import { openSnapshot } from "./snapshots.ts";

const LINK = /^\/s\/([^/]*)\/?$/;

export const isLink = (pathname: string): boolean => pathname.startsWith("/s/");

/**
 * Asked before a link's page is made: one that opens nothing gets the same bytes always, which no page of ours has, and who has
 * not entered what chats may be told. @returns undefined where the page answers @throws ViewError
 */
export async function answeredAtLink(pathname: string, headers: Headers): Promise<Response | undefined> {
  const id = LINK.exec(pathname)?.[1];
  if (id === undefined) return undefined;
  if (!hasEntered(headers)) return linkShell(id, pathname, headers);
  return (await openSnapshot(id)).kind === "absent" ? missingPage() : undefined;
}
