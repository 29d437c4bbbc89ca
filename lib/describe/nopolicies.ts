import type { ClusterJson } from "#lib/api/graph.ts";
import { isPolicy } from "./kindnames.ts";

/** Of a cluster in which no policy was found: that there is none can be said only where all of them were read. */
export function noPoliciesText({ kinds }: Pick<ClusterJson, "kinds">): string {
  const withheld = kinds.some((kind) => isPolicy(kind) && (kind.state === "not-permitted" || (kind.state === "loading" && kind.asOf === null)));
  return withheld ? "No network policy is known, but not all can be read. Verdicts that need them say Cannot tell." : "No network policies in this cluster. Every pod can reach everything.";
}
