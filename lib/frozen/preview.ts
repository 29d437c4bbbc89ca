import type { FreezePreview, Frozen, Leave } from "#lib/api/frozen.ts";
import { canonicalJson } from "#lib/source/canonical.ts";
import { utf8Length } from "#lib/source/utf8.ts";
import { leave, replaced } from "./leave.ts";
import type { Named, Names } from "./names.ts";

/** What people ask for when they ask whose names are in it. */
const SHOWN: ReadonlySet<Named> = new Set(["cluster", "workload", "service", "node", "account", "host"]);

/** What a snapshot would hold, before it is made. */
export function preview(frozen: Frozen, wishes: readonly Leave[], names: Names): Omit<FreezePreview, "durable"> {
  const left = leave(frozen, wishes, names);
  const { used } = replaced(wishes.includes("yaml") ? { ...frozen, policies: frozen.policies.map((policy) => ({ ...policy, yaml: "" })), facts: [] } : frozen, names);
  const shown = (entries: ReadonlyMap<string, string>, isWanted: (name: string) => boolean): string[] =>
    [...entries].filter(([name]) => isWanted(name)).map(([name, pseudonym]) => (left.left.includes("names") ? pseudonym : name)).toSorted();
  return {
    sentence: left.check.headline,
    namespaces: shown(used.names, (name) => names.get(name) === "namespace"),
    names: shown(used.names, (name) => SHOWN.has(names.get(name) ?? "object")),
    addresses: shown(used.addresses, () => true),
    policies: left.policies.filter(({ yaml }) => yaml !== "").map(({ id }) => id),
    bytes: utf8Length(canonicalJson(left)),
  };
}
