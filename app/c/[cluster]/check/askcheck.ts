import type { CheckJson } from "#lib/api/pages.ts";
import { checkPath } from "#lib/url/paths.ts";
import type { UrlState } from "#lib/url/state.ts";
import { ViewError } from "#server/viewerror.ts";
import { viewCheck } from "#server/views.ts";

export type Problems = Readonly<Partial<Record<"from" | "to" | "port" | "proto", string>>>;

export type Asked =
  | { readonly kind: "nothing" }
  | { readonly kind: "problems"; readonly problems: Problems }
  | { readonly kind: "answered"; readonly check: CheckJson };

const MISSING: Problems = { from: "Who calls? Such as default/deploy/api-client", to: "What is called? Such as dns:api.stripe.com", port: "Which port?" };

/**
 * Asks what the address says; a field that makes no sense is told beside that field.
 *
 * @param submitted whether the form was sent; a link such as "check from here" fills only a part of it
 */
export async function askCheck(cluster: string, { from, to, port, proto }: UrlState, { submitted, origin }: { readonly submitted: boolean; readonly origin: string }): Promise<Asked> {
  const query = { from: from.trim(), to: to.trim(), port: port.trim(), proto };
  const missing = Object.entries(MISSING).filter(([field]) => query[field as keyof typeof query] === "");
  if (missing.length > 0) return submitted ? { kind: "problems", problems: Object.fromEntries(missing) } : { kind: "nothing" };
  try {
    return { kind: "answered", check: await viewCheck(cluster, { ...query, protocol: proto }, { url: origin + checkPath(cluster, query) }) };
  } catch (error) {
    if (!(error instanceof ViewError) || error.field === undefined || error.field === "cluster") throw error;
    return { kind: "problems", problems: { [error.field === "protocol" ? "proto" : error.field]: error.message } };
  }
}
