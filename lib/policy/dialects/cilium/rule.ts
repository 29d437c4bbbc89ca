import type { Direction, DirectionRules, Policy } from "#lib/policy/algebra.ts";
import type { Touches } from "#lib/policy/dialect.ts";
import type { Selector } from "#lib/policy/selector.ts";
import type { Field } from "#lib/source/field.ts";
import { type Author, SECTIONS } from "./author.ts";
import { readDefaultDeny } from "./defaultdeny.ts";
import { REMARKS, checkRemarks } from "./remarks.ts";
import { readSection } from "./sections.ts";
import { readNodes } from "./selector/nodes.ts";
import { type SelectedSubject, readSubject } from "./selector/subject.ts";

/** `spec`, or one of `specs`: Cilium calls it a rule, and it has a subject of its own. */
export interface ReadRule {
  readonly field: Field;
  readonly about: About | undefined;
  readonly directions: Pick<Policy, Direction>;
}

export type About =
  | ({ readonly kind: "pods" } & SelectedSubject)
  /** A policy for nodes themselves. */
  | { readonly kind: "nodes"; readonly nodes: Selector };

export function readRule(field: Field, author: Author): ReadRule {
  if (!field.struct("endpointSelector", "nodeSelector", "enableDefaultDeny", ...REMARKS, ...SECTIONS.map(({ name }) => name))) return { field, about: undefined, directions: {} };
  checkRemarks(field);
  const about = readAbout(field, author);
  const selectsInit = about?.kind === "pods" && about.selectsInit;
  const read = SECTIONS.map((section) => ({ section, rules: readSection(field, { section, host: about?.kind === "nodes", selectsInit, author }) }));
  const present = new Set(SECTIONS.filter(({ name }) => field.at(name).list().length > 0).map(({ direction }) => direction));
  if (present.size === 0) field.error("required", "a rule needs an entry in `ingress`, `ingressDeny`, `egress` or `egressDeny`: write `ingress: [{}]` to deny all ingress");
  const isolated = readDefaultDeny(field.at("enableDefaultDeny"), present);

  const rulesOf = (direction: Direction): DirectionRules => ({
    isolates: isolated.has(direction),
    rules: read.filter(({ section }) => section.direction === direction).flatMap(({ rules }) => rules),
  });
  return {
    field,
    about,
    directions: { ...(present.has("egress") && { egress: rulesOf("egress") }), ...(present.has("ingress") && { ingress: rulesOf("ingress") }) },
  };
}

export function touchesOf({ about }: ReadRule, { scope }: Author): Touches {
  const namespace = scope.kind === "namespace" ? scope.name : "";
  if (about?.kind === "nodes") return { kind: "nodes", selector: about.nodes };
  return { kind: "pods", namespace, ...(about && { subject: about.subject }) };
}

function readAbout(field: Field, author: Author): About | undefined {
  const endpoints = field.at("endpointSelector");
  const nodes = field.at("nodeSelector");
  if (endpoints.absent && nodes.absent) field.error("required", "`endpointSelector` is missing: write `endpointSelector: {}` to select every pod");
  if (!endpoints.absent && !nodes.absent) field.error("forbidden", "a rule may not have both `endpointSelector` and `nodeSelector`");
  if (!nodes.absent && author.scope.kind === "namespace") nodes.error("forbidden", "`nodeSelector` may only stand in a CiliumClusterwideNetworkPolicy");
  const nodesRead = nodes.absent ? undefined : readNodes(nodes);
  if (!endpoints.absent) return { kind: "pods", ...readSubject(endpoints, author) };
  return nodesRead && { kind: "nodes", nodes: nodesRead };
}
