import type { CheckJson } from "#lib/api/pages.ts";
import { readAsked, unfold } from "#lib/check/asked.ts";
import { unfoldPasted } from "#lib/query/infields.ts";
import type { UrlState } from "#lib/url/state.ts";
import { viewCheck } from "#server/views.ts";

export type Problems = Readonly<Partial<Record<"from" | "to" | "port" | "proto", string>>>;

/** `query`: the fields, with what was pasted into one of them taken apart. */
export type Asked = { readonly query: Pick<UrlState, "from" | "to" | "port" | "proto"> } & (
  | { readonly kind: "nothing" }
  | { readonly kind: "problems"; readonly problems: Problems }
  | { readonly kind: "answered"; readonly check: CheckJson }
);

const MISSING = { from: "Who calls? Such as default/deploy/api-client", to: "What is called? Such as dns:api.stripe.com", port: "Which port?" } as const satisfies Problems;

/**
 * Asks what the address says; each field that makes no sense is told beside that field, all of them at once.
 *
 * @param submitted whether the form was sent; a link such as "check from here" fills only a part of it
 */
export async function askCheck(cluster: string, { from, to, port, proto, at }: UrlState, { submitted, origin }: { readonly submitted: boolean; readonly origin: string }): Promise<Asked> {
  const typed = { from: from.trim(), to: to.trim(), port: port.trim(), protocol: proto };
  const query = unfold(unfoldPasted(typed));
  const shown = { from: query.from, to: query.to, port: query.port, proto: query.protocol };
  const missing = Object.fromEntries(Object.entries(MISSING).filter(([field]) => query[field as keyof typeof MISSING] === ""));
  // What was pasted is a question, even where a part of it is missing.
  const isAsked = submitted || query.to !== typed.to;
  if (Object.keys(missing).length > 0 && !isAsked) return { kind: "nothing", query: shown };
  const asked = readAsked(query);
  if (asked.kind === "faults") return { kind: "problems", query: shown, problems: { ...asked.faults, ...missing } };
  return { kind: "answered", query: shown, check: await viewCheck(cluster, query, origin, at) };
}
