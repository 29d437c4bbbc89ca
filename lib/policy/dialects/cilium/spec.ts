import type { Direction, DirectionRules, Need, Rule } from "#lib/policy/algebra.ts";
import { NETWORK_POLICY } from "#lib/policy/standardtiers.ts";
import type { Field } from "#lib/source/field.ts";
import { placeOf } from "#lib/source/place.ts";
import { readItem } from "./item.ts";
import type { Reader, Spec } from "./policy.ts";
import { SECTIONS, type Section } from "./sections.ts";
import { readSubject } from "./subject.ts";

/** One rule specification: whom it is about, and what they may do. */
export function readSpec(spec: Field, reader: Reader): Spec {
  spec.struct("endpointSelector", "nodeSelector", ...SECTIONS.map(({ key }) => key), "enableDefaultDeny", "labels", "description", "log");
  checkRest(spec);
  const subject = readSubject(spec, reader);
  const items = SECTIONS.map((section) => ({ section, entries: spec.at(section.key).list() }));
  if (items.every(({ entries }) => entries.length === 0)) {
    spec.error("required", "a rule needs at least one entry in `ingress`, `ingressDeny`, `egress` or `egressDeny`: deny everything with `ingress: [{}]`");
  }
  const read = items.map(({ section, entries }) => ({ section, rules: entries.flatMap((entry, index) => readItem(entry, index + 1, section, reader)), count: entries.length }));
  if (subject.kind === "nodes") return subject;
  const defaults = spec.at("enableDefaultDeny");
  const usesNodes = items.some(({ entries }) => entries.some((entry) => !entry.at("fromNodes").absent || !entry.at("toNodes").absent));
  return {
    kind: "pods",
    policy: {
      ref: reader.ref,
      place: placeOf(reader.source, spec.path),
      tier: NETWORK_POLICY,
      rank: 0,
      subject: subject.subject,
      ...directionOf("egress", read, defaults),
      ...directionOf("ingress", read, defaults),
      ...(usesNodes && { needs: [NODE_LABELS] }),
    },
  };
}

/** Without this option the agents call a rule with `fromNodes` or `toNodes` invalid (semantics §3.14). */
const NODE_LABELS: Need = { feature: "the option enable-node-selector-labels", lacking: { kind: "rejected" }, untold: "open" };

interface Read {
  readonly section: Section;
  readonly rules: readonly Rule[];
  readonly count: number;
}

/** Any entry, even an empty or a denying one, limits its direction, unless `enableDefaultDeny` says otherwise (semantics §3.2). */
function directionOf(direction: Direction, read: readonly Read[], defaults: Field): Partial<Record<Direction, DirectionRules>> {
  const own = read.filter(({ section }) => section.direction === direction);
  const present = own.some(({ count }) => count > 0);
  const stated = defaults.at(direction).value;
  const isolates = typeof stated === "boolean" ? stated : present;
  return present || isolates ? { [direction]: { isolates, rules: own.flatMap(({ rules }) => rules) } } : {};
}

function checkRest(spec: Field): void {
  const defaults = spec.at("enableDefaultDeny");
  defaults.struct("egress", "ingress");
  defaults.at("egress").boolean();
  defaults.at("ingress").boolean();
  spec.at("labels").list();
  spec.at("description").text();
  const log = spec.at("log");
  log.struct("value");
  const value = log.at("value").text();
  if (value !== undefined && value.length > 32) log.at("value").error("invalid", "a log value has 32 characters at most");
}
