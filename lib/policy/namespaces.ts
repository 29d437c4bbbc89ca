import type { NamespaceMatch } from "./algebra.ts";
import { type LabelSet, type SelectorOutcome, matchSelector } from "./selector.ts";
import { covers } from "./unread.ts";

const SURELY: SelectorOutcome = { match: "yes", missing: [], assumed: [] };
const NOT: SelectorOutcome = { match: "no", missing: [], assumed: [] };

export function matchNamespace(match: NamespaceMatch, namespace: LabelSet): SelectorOutcome {
  if (match.kind === "named" && namespace.untold && namespace.among) return namespace.among.some((entry) => covers(entry, match.name)) ? { match: "maybe", missing: [namespace.untold], assumed: [] } : NOT;
  if (match.kind === "named") return match.name === namespace.name ? SURELY : NOT;
  return match.selector.length === 0 ? SURELY : matchSelector(match.selector, { own: namespace });
}
