import type { NamespaceMatch } from "./algebra.ts";
import { type LabelSet, type SelectorOutcome, matchSelector } from "./selector.ts";

const SURELY: SelectorOutcome = { match: "yes", missing: [], assumed: [] };
const NOT: SelectorOutcome = { match: "no", missing: [], assumed: [] };

export function matchNamespace(match: NamespaceMatch, namespace: LabelSet): SelectorOutcome {
  if (match.kind === "named") return match.name === namespace.name ? SURELY : NOT;
  return match.selector.length === 0 ? SURELY : matchSelector(match.selector, { own: namespace });
}
