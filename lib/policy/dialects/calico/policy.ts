import type { NamespaceMatch, Policy } from "#lib/policy/algebra.ts";
import type { Reading, Touches } from "#lib/policy/dialect.ts";
import { standingOf } from "#lib/policy/standing.ts";
import { dnsLabelFaults } from "#lib/source/names.ts";
import { placeOf } from "#lib/source/place.ts";
import { type Opened, STORED, isNamespaced } from "./api.ts";
import { NEEDS_DOMAIN_NAMES } from "./domains.ts";
import { checkPolicyMetadata } from "./names.ts";
import type { Author } from "./rule.ts";
import { readSpec } from "./spec.ts";

/** A NetworkPolicy or a GlobalNetworkPolicy. */
export function readPolicy(opened: Opened): Reading {
  const { root, ref, source, problems } = opened;
  root.struct("apiVersion", "kind", "metadata", "spec", "status");
  checkPolicyMetadata(opened);
  const { hostsOnly, namesDomains, ...spec } = readSpec(root.at("spec"), authorOf(opened), ref.apiVersion === STORED);

  const standing = standingOf(problems.found);
  const touches: Touches = { kind: "pods", namespace: usable(ref.namespace), subject: spec.subject };
  if (standing === "rejected") return { kind: "rejected", ref, touches: hostsOnly ? [] : [touches], problems: problems.found };
  const policy: Policy = { ref, place: placeOf(source, []), ...spec, standing, ...(namesDomains && { needs: [NEEDS_DOMAIN_NAMES] }) };
  return { kind: "accepted", ref, policies: hostsOnly ? [] : [policy], doubts: [], problems: problems.found };
}

/** An unusable namespace says nothing of where the policy was meant to be: it could have been anywhere. */
export function authorOf({ ref, source }: Opened): Author {
  if (!isNamespaced(ref.kind)) return { source, home: "" };
  const namespace = usable(ref.namespace);
  const own: NamespaceMatch = namespace === "" ? { kind: "selected", selector: [] } : { kind: "named", name: namespace };
  return { source, own, home: ref.namespace };
}

const usable = (namespace: string): string => (dnsLabelFaults(namespace).length === 0 ? namespace : "");
