import { DIRECTIONS, type Policy } from "#lib/policy/algebra.ts";
import type { Doubt, Reading } from "#lib/policy/dialect.ts";
import { NETWORK_POLICY } from "#lib/policy/standardtiers.ts";
import { standingOf } from "#lib/policy/standing.ts";
import type { Field } from "#lib/source/field.ts";
import { checkClusterMetadata, checkMetadata } from "#lib/source/metadata.ts";
import { dnsLabelFaults } from "#lib/source/names.ts";
import type { ObjectRef, SourceObject } from "#lib/source/object.ts";
import { placeOf } from "#lib/source/place.ts";
import type { Author, Scope } from "./author.ts";
import { type ReadRule, readRule, touchesOf } from "./rule.ts";
import { checkStatus } from "./status.ts";

/** A CiliumNetworkPolicy, or a CiliumClusterwideNetworkPolicy, which stands in no namespace. */
export function readPolicy(root: Field, ref: ObjectRef, source: SourceObject, clusterwide: boolean): Reading {
  const { problems } = root;
  const author: Author = { source, ref, scope: clusterwide ? { kind: "cluster" } : scopeOf(ref.namespace), needs: new Set() };
  root.struct("apiVersion", "kind", "metadata", "spec", "specs", "status");
  if (clusterwide) checkClusterMetadata(root.at("metadata"));
  else checkMetadata(root.at("metadata"));
  const rules = readRules(root, author);
  checkStatus(root.at("status"));

  const standing = standingOf(problems.found);
  if (standing === "rejected") {
    const touches = rules.length === 0 ? [{ kind: "pods", namespace: author.scope.kind === "namespace" ? author.scope.name : "" } as const] : rules.map((rule) => touchesOf(rule, author));
    return { kind: "rejected", ref, touches, problems: problems.found };
  }
  const needs = [...author.needs];
  const policies = rules.flatMap(({ field, about, directions }): readonly Policy[] => about?.kind !== "pods" ? [] : [{
    ref,
    place: placeOf(source, field.path),
    tier: NETWORK_POLICY,
    rank: 0,
    subject: about.subject,
    ...directions,
    standing,
    ...(needs.length > 0 && { needs }),
  }]);
  return { kind: "accepted", ref, policies, doubts: rules.flatMap((rule) => doubtAbout(rule, author)), problems: problems.found };
}

/** An unusable namespace says nothing of where the policy was meant to be: it could have been anywhere. */
const scopeOf = (namespace: string): Scope => (dnsLabelFaults(namespace).length === 0 ? { kind: "namespace", name: namespace } : { kind: "cluster" });

/** `spec` and `specs` stand together; one without rules at all is an error. */
function readRules(root: Field, author: Author): readonly ReadRule[] {
  const spec = root.at("spec");
  const fields = [...(spec.absent ? [] : [spec]), ...root.at("specs").list()];
  if (fields.length === 0) root.error("required", "`spec` or `specs` is missing: a policy needs one");
  return fields.map((field) => readRule(field, author));
}

/** Policies for nodes bind where the host firewall is on, which the input does not tell. */
function doubtAbout(rule: ReadRule, author: Author): readonly Doubt[] {
  if (rule.about?.kind !== "nodes") return [];
  const directions = DIRECTIONS.filter((direction) => rule.directions[direction]);
  return [{ touches: touchesOf(rule, author), couldChange: "any", directions, missing: { kind: "host-policy", policy: author.ref } }];
}
