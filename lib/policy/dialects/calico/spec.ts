import { DIRECTIONS, type Direction, type Policy, type Subject } from "#lib/policy/algebra.ts";
import { EVERYTHING, type Selector } from "#lib/policy/selector.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { isUnset } from "./entries.ts";
import { readOrder } from "./order.ts";
import type { Author } from "./rule.ts";
import { type RuleList, readRules } from "./rules.ts";
import { type Naming, OF_NAMESPACES, OF_PODS, OF_SERVICE_ACCOUNTS } from "./selector/naming.ts";
import { readSelector } from "./selector/field.ts";
import { toSelector } from "./selector/translate.ts";
import { readTierName, tierNamed } from "./tiers.ts";
import { readTypes } from "./policytypes.ts";

interface Spec extends Pick<Policy, "tier" | "rank" | "subject" | Direction> {
  /** Whether it is about host endpoints alone: before connection tracking, or before the translation of addresses. */
  readonly hostsOnly: boolean;
  readonly namesDomains: boolean;
}

const FIELDS = ["tier", "order", "selector", "serviceAccountSelector", "types", "ingress", "egress", "performanceHints"] as const;
const CLUSTER_FIELDS = ["namespaceSelector", "doNotTrack", "preDNAT", "applyOnForward"] as const;

/** @param stored see `Written` */
export function readSpec(spec: Field, author: Author, stored: boolean, ...more: readonly string[]): Spec {
  const isGlobal = author.own === undefined;
  spec.struct(...FIELDS, ...(isGlobal ? CLUSTER_FIELDS : []), ...more);
  const tier = tierNamed(readTierName(spec.at("tier")));
  const rank = readOrder(spec.at("order"));
  const subject = readSubject(spec, author);
  const lists = { egress: readRules("egress", spec, author), ingress: readRules("ingress", spec, author) };
  const types = readTypes(spec, { egress: lists.egress.written, ingress: lists.ingress.written, stored });
  const hostsOnly = isGlobal && readHostFields(spec);
  checkHints(spec.at("performanceHints"));
  for (const direction of DIRECTIONS) if (!types.has(direction)) warnIgnored(spec.at(direction), lists[direction]);
  return {
    tier, rank, subject,
    ...(types.has("egress") && { egress: { isolates: true, rules: lists.egress.rules } }),
    ...(types.has("ingress") && { ingress: { isolates: true, rules: lists.ingress.rules } }),
    hostsOnly,
    namesDomains: lists.egress.namesDomains || lists.ingress.namesDomains,
  };
}

/** All selectors hold together; one that is invalid is reported and left out, which widens. */
function readSubject(spec: Field, { own }: Author): Subject {
  const read = (key: string, naming: Naming): Selector => {
    const expression = readSelector(spec.at(key));
    return expression ? toSelector(expression, naming) : EVERYTHING;
  };
  const pods = [...read("selector", OF_PODS), ...read("serviceAccountSelector", OF_SERVICE_ACCOUNTS)];
  return { namespaces: own ?? { kind: "selected", selector: read("namespaceSelector", OF_NAMESPACES) }, pods };
}

function readHostFields(spec: Field): boolean {
  const doNotTrack = spec.at("doNotTrack").boolean() ?? false;
  const preDNAT = spec.at("preDNAT").boolean() ?? false;
  const forward = spec.at("applyOnForward");
  const applies = forward.boolean() ?? false;
  if (doNotTrack && preDNAT) spec.at("preDNAT").error("forbidden", "`preDNAT` and `doNotTrack` may not both be true");
  if ((doNotTrack || preDNAT) && !applies && (forward.absent || forward.value === false)) {
    forward.error("required", `\`${preDNAT ? "preDNAT" : "doNotTrack"}\` needs \`applyOnForward: true\``);
  }
  if (preDNAT) {
    const egress = spec.at("egress");
    const types = spec.at("types");
    if (!isUnset(egress)) egress.error("forbidden", "a `preDNAT` policy may not have egress rules");
    if (Array.isArray(types.value) && types.value.includes("Egress")) types.error("forbidden", "a `preDNAT` policy may not have the type `Egress`");
  }
  return doNotTrack || preDNAT;
}

/** Hints never change what a policy does. */
function checkHints(field: Field): void {
  for (const entry of field.list()) {
    const text = entry.text();
    if (text !== undefined && text !== "AssumeNeededOnEveryNode") entry.error("unsupported-value", `unsupported hint ${quote(text)}: use \`AssumeNeededOnEveryNode\``);
  }
}

function warnIgnored(field: Field, { written }: RuleList): void {
  const type = field.path.at(-1) === "egress" ? "Egress" : "Ingress";
  if (written > 0) field.problems.warning("ignored", field.path, `these rules have no effect: \`types\` does not list \`${type}\``);
}
