import type { ClusterJson } from "#lib/api/graph.ts";
import { isPolicy } from "./kindnames.ts";
import { withheldOf } from "./withheld.ts";

/** Of a cluster in which no policy was found: that there is none can be said only where all of them were read. */
export function noPoliciesText({ kinds }: Pick<ClusterJson, "kinds">): string {
  const policies = kinds.filter(isPolicy);
  const unread = policies.some(({ state, asOf }) => state === "loading" && asOf === null);
  const withheld = withheldOf([...policies, ...kinds.filter(({ kind, state }) => kind === "Namespace" && state !== "not-permitted")]);
  return unread || withheld.length > 0 ? "No network policy is known, but not all can be read. Verdicts that need them say Cannot tell." : "No network policies in this cluster. Every pod can reach everything.";
}
