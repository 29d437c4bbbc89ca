import type { KindStateJson } from "#lib/api/graph.ts";
import { isPolicy, titleOf } from "./kindnames.ts";
import { count, listOf } from "./words.ts";

type Kinds = readonly KindStateJson[];

/**
 * "You cannot read NetworkPolicies in payments. Verdicts to payments: Cannot tell." One sentence for each kind and namespace;
 * where not all namespaces are known, which ones can be read instead.
 */
export function withheldOf(kinds: Kinds): readonly string[] {
  return [...Map.groupBy(kinds, ({ group, resource }) => `${group}/${resource}`).values()].flatMap((scopes) => {
    const [denied, readable] = [scopes.filter(isDenied), scopes.filter((scope) => !isDenied(scope))];
    const whole = denied.find(({ namespace }) => namespace === "");
    if (whole === undefined) return denied.map((scope) => deniedIn(scope, kinds));
    const title = titleOf(whole, kinds);
    if (readable.length === 0) return [`You cannot read ${title}. Verdicts that need them: Cannot tell.`];
    if (scopes.length - 1 < namespacesOf(kinds)) return [`You can read ${title} only in ${listOf(readable.map(({ namespace }) => namespace))}. Verdicts to other namespaces: Cannot tell.`];
    return denied.filter((scope) => scope !== whole).map((scope) => deniedIn(scope, kinds));
  });
}

const isDenied = ({ state }: KindStateJson): boolean => state === "not-permitted";

/** Infinity where nobody may list them. */
const namespacesOf = (kinds: Kinds): number => kinds.find(({ kind, group, state, asOf }) => kind === "Namespace" && group === "" && state !== "not-permitted" && asOf !== null)?.count ?? Infinity;

/** Without pods and policies nothing can be told of a namespace; other kinds only some verdicts need. */
function deniedIn(scope: KindStateJson, kinds: Kinds): string {
  const all = isPolicy(scope) || scope.kind === "Pod";
  return `You cannot read ${titleOf(scope, kinds)} in ${scope.namespace}. ${all ? `Verdicts to ${scope.namespace}` : "Verdicts that need them"}: Cannot tell.`;
}

/** For one line in place of many: "You cannot read 3 kinds in 12 namespaces. Verdicts that need them: Cannot tell." */
export function withheldInAll(kinds: Kinds): string {
  const denied = kinds.filter(isDenied);
  const named = new Set(denied.map(({ group, resource }) => `${group}/${resource}`));
  const places = new Set(denied.map(({ namespace }) => namespace));
  return `You cannot read ${count(named.size, "kind")}${places.has("") ? "" : ` in ${count(places.size, "namespace")}`}. Verdicts that need them: Cannot tell.`;
}
