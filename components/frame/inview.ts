import { isWorkload } from "#lib/url/paths.ts";
import { type Selection, selectionOf } from "#lib/url/selection.ts";
import type { UrlState } from "#lib/url/state.ts";

/** What a page is about, as its address says. */
export interface InView {
  readonly page: "map" | "check" | "other";
  /** Id of the workload: whom a pasted error is probably of. */
  readonly near: string | undefined;
  /** Of the connection. */
  readonly ends: Selection | undefined;
}

export function inView(pathname: string, { sel, from, to, port, proto }: Pick<UrlState, "sel" | "from" | "to" | "port" | "proto">): InView {
  const [, page = "", rest = ""] = /^\/c\/[^/]+\/([^/]+)(?:\/(.*))?$/.exec(pathname) ?? [];
  if (page === "ns") return { page: "other", near: workloadOr(decodeURIComponent(rest)), ends: undefined };
  if (page === "check") return { page: "check", near: workloadOr(from), ends: from !== "" && to !== "" && port !== "" ? { from, to, port, proto } : undefined };
  const ends = selectionOf(sel);
  return { page: page === "map" ? "map" : "other", near: workloadOr(ends?.from ?? sel), ends };
}

const workloadOr = (id: string | undefined): string | undefined => (id !== undefined && isWorkload(id) ? id : undefined);
