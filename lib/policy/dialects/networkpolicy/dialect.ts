import type { NamespaceMatch, Policy } from "#lib/policy/algebra.ts";
import type { Dialect, Reading } from "#lib/policy/dialect.ts";
import { NETWORK_POLICY } from "#lib/policy/standardtiers.ts";
import { standingOf } from "#lib/policy/standing.ts";
import { Field, quote } from "#lib/source/field.ts";
import { checkMetadata, namespacedRef } from "#lib/source/metadata.ts";
import { dnsLabelFaults } from "#lib/source/names.ts";
import type { SourceObject } from "#lib/source/object.ts";
import { placeOf } from "#lib/source/place.ts";
import { ProblemList } from "#lib/source/problem.ts";
import { readSpec } from "./spec.ts";

const TYPE = { apiVersion: "networking.k8s.io/v1", kind: "NetworkPolicy" } as const;

export const networkPolicyDialect: Dialect = {
  name: "NetworkPolicy",
  claims: [TYPE],
  unserved: new Map([
    ["extensions/v1beta1", "is not served since Kubernetes 1.16"],
    ["networking.k8s.io/v1beta1", "never had this kind"],
    ["networking.k8s.io/v1alpha1", "never had this kind"],
  ]),
  enforcement: () => ({ kubernetes: "yes", cilium: "yes", calico: "yes", "ovn-kubernetes": "yes", "vpc-cni": "yes" }),
  read,
};

function read(source: SourceObject): Reading {
  const problems = new ProblemList(source);
  const root = new Field(source.value, [], problems);
  const ref = namespacedRef(root, TYPE);
  problems.about(ref);

  // An unusable namespace says nothing of where the policy was meant to be: it could have been anywhere.
  const namespace = dnsLabelFaults(ref.namespace).length === 0 ? ref.namespace : "";
  const own: NamespaceMatch = namespace === "" ? { kind: "selected", selector: [] } : { kind: "named", name: namespace };

  root.struct("apiVersion", "kind", "metadata", "spec", "status"); // old clusters wrote a status
  checkType(root);
  checkMetadata(root.at("metadata"));
  const spec = readSpec(root.at("spec"), own, source);

  const standing = standingOf(problems.found);
  if (standing === "rejected") return { kind: "rejected", ref, touches: [{ kind: "pods", namespace, subject: spec.subject }], problems: problems.found };
  const policy: Policy = { ref, place: placeOf(source, []), tier: NETWORK_POLICY, rank: 0, ...spec, standing };
  return { kind: "accepted", ref, policies: [policy], doubts: [], problems: problems.found };
}

/** Absent is fine: an item of a typed list has the list's. */
function checkType(root: Field): void {
  const apiVersion = root.at("apiVersion");
  const kind = root.at("kind");
  const version = apiVersion.text() ?? TYPE.apiVersion;
  const kindText = kind.text() ?? TYPE.kind;
  if (version !== TYPE.apiVersion) {
    const why = networkPolicyDialect.unserved.get(version) ?? "does not have this kind";
    apiVersion.error("unsupported-value", `${quote(version)} ${why}: a NetworkPolicy is \`${TYPE.apiVersion}\``);
  }
  if (kindText !== TYPE.kind) kind.error("unsupported-value", `${quote(kindText)} is not a \`${TYPE.kind}\``);
}
