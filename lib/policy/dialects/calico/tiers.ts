import type { Tier } from "#lib/policy/algebra.ts";
import type { Reading } from "#lib/policy/dialect.ts";
import { CALICO_DEFAULT_TIER } from "#lib/policy/engines.ts";
import { standingOf } from "#lib/policy/standing.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { dnsLabelFaults } from "#lib/source/names.ts";
import type { Opened } from "./api.ts";
import { checkTierMetadata } from "./names.ts";
import { readOrder } from "./order.ts";

type Place = Pick<Tier, "position" | "end">;

/** Their orders and default actions cannot be changed (semantics §4.6). */
const BUILT_IN: ReadonlyMap<string, Place> = new Map([
  ["kube-admin", { position: 1_000, end: "next" }],
  [CALICO_DEFAULT_TIER.name, { position: CALICO_DEFAULT_TIER.position, end: "deny" }],
  ["kube-baseline", { position: 10_000_000, end: "next" }],
]);

/** Where nobody told: the last one, which denies. */
const UNTOLD: Place = { position: Infinity, end: "deny" };

/** A tier by its name; of one that is not built in a Tier object tells the place. */
export function tierNamed(name: string): Tier {
  if (name === CALICO_DEFAULT_TIER.name) return CALICO_DEFAULT_TIER;
  return { ...CALICO_DEFAULT_TIER, name, title: `tier ${name}`, ...(BUILT_IN.get(name) ?? UNTOLD), defined: BUILT_IN.has(name) };
}

/** `spec.tier` of a policy. */
export function readTierName(field: Field): string {
  const text = field.text();
  if (text === undefined || text === "") return CALICO_DEFAULT_TIER.name;
  field.check(text, dnsLabelFaults);
  return text;
}

export function readTier(opened: Opened): Reading {
  const { root, ref, problems } = opened;
  root.struct("apiVersion", "kind", "metadata", "spec", "status");
  checkTierMetadata(opened);
  const spec = root.at("spec");
  spec.struct("order", "defaultAction");
  const position = readOrder(spec.at("order"));
  const end = readDefaultAction(spec.at("defaultAction"));
  const fixed = BUILT_IN.get(ref.name);
  if (fixed && position !== fixed.position) spec.at("order").error("invalid", `the order of the tier ${quote(ref.name)} must be ${fixed.position}`);
  if (fixed && end !== fixed.end) {
    spec.at("defaultAction").error("invalid", `the default action of the tier ${quote(ref.name)} must be \`${fixed.end === "deny" ? "Deny" : "Pass"}\``);
  }
  if (standingOf(problems.found) === "rejected") return { kind: "rejected", ref, touches: [], problems: problems.found };
  return { kind: "support", ref, supports: [{ kind: "tier", name: ref.name, position, end }], problems: problems.found };
}

function readDefaultAction(field: Field): Tier["end"] {
  const text = field.text();
  if (text !== undefined && text !== "Deny" && text !== "Pass") field.error("unsupported-value", `unsupported default action ${quote(text)}: use \`Deny\` or \`Pass\``);
  return text === "Pass" ? "next" : "deny";
}
