import type { Direction, NamespaceMatch, Policy, Rule } from "#lib/policy/algebra.ts";
import { readLabelSelector } from "#lib/policy/labelselector.ts";
import type { Field } from "#lib/source/field.ts";
import type { SourceObject } from "#lib/source/object.ts";
import { readPolicyTypes } from "./policytypes.ts";
import { readRules } from "./rules.ts";

/** What `spec` says of the policy `own` namespace's pods; an absent spec isolates all of them for ingress. */
export function readSpec(spec: Field, own: NamespaceMatch, source: SourceObject): Pick<Policy, "subject" | Direction> {
  spec.struct("podSelector", "policyTypes", "egress", "ingress");
  const pods = readLabelSelector(spec.at("podSelector"));
  const egress = readRules("egress", spec, own, source);
  const ingress = readRules("ingress", spec, own, source);
  const isolated = readPolicyTypes(spec.at("policyTypes"), egress.length > 0);

  if (!isolated.has("egress")) warnIgnored(spec.at("egress"), egress, "Egress");
  if (!isolated.has("ingress")) warnIgnored(spec.at("ingress"), ingress, "Ingress");
  return {
    subject: { namespaces: own, pods },
    ...(isolated.has("egress") && { egress: { isolates: true, rules: egress } }),
    ...(isolated.has("ingress") && { ingress: { isolates: true, rules: ingress } }),
  };
}

function warnIgnored(field: Field, rules: readonly Rule[], policyType: string): void {
  if (rules.length > 0) field.problems.warning("ignored", field.path, `these rules have no effect: \`policyTypes\` does not list \`${policyType}\``);
}
