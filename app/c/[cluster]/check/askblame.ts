import type { Blamed } from "#components/blame/FoundChange.tsx";
import type { CheckJson } from "#lib/api/pages.ts";
import type { UrlState } from "#lib/url/state.ts";
import { viewBlame } from "#server/views.ts";
import { ViewError } from "#server/viewerror.ts";

/** Looks for the change where the address says so and there is something to explain; that it cannot be told takes nothing from the answer. */
export async function askBlame(cluster: string, { blame, at }: Pick<UrlState, "blame" | "at">, { answer }: CheckJson): Promise<Blamed | undefined> {
  if (!blame || (answer.verdict !== "deny" && answer.verdict !== "partial")) return undefined;
  const { from, to, port, protocol } = answer.query;
  try {
    return { kind: "answered", blame: await viewBlame(cluster, { from, to, port: String(port), protocol: protocol.toLowerCase() }, { at, since: undefined }) };
  } catch (error) {
    if (error instanceof ViewError) return { kind: "refused", message: error.message };
    throw error;
  }
}
