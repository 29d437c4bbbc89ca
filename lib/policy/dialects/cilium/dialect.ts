import type { Claim, Dialect, Reading } from "#lib/policy/dialect.ts";
import { Field, quote } from "#lib/source/field.ts";
import { clusterRef, namespacedRef } from "#lib/source/metadata.ts";
import type { SourceObject } from "#lib/source/object.ts";
import { ProblemList } from "#lib/source/problem.ts";
import { readCidrGroup } from "./cidrgroup.ts";
import { keep } from "./keep.ts";
import { readPolicy } from "./policy.ts";

const V2 = "cilium.io/v2";
const GROUP = "CiliumCIDRGroup";
const CLUSTERWIDE = "CiliumClusterwideNetworkPolicy";

const CLAIMS: readonly Claim[] = [
  { apiVersion: V2, kind: "CiliumNetworkPolicy" },
  { apiVersion: V2, kind: CLUSTERWIDE },
  { apiVersion: V2, kind: GROUP },
  { apiVersion: "cilium.io/v2alpha1", kind: GROUP },
];

/** Semantics §3, of Cilium 1.19. */
export const ciliumDialect: Dialect = {
  name: "Cilium",
  claims: CLAIMS,
  unserved: new Map([
    ["cilium.io/v1", "is no longer served"],
    ["cilium.io/v2alpha1", "never had this kind"],
  ]),
  enforcement: () => ({ kubernetes: "no", cilium: "yes", calico: "no", "ovn-kubernetes": "no", "vpc-cni": "no" }),
  read,
  keep,
  canonical: (ref) => (ref.kind === GROUP ? { ref: { ...ref, apiVersion: V2 }, preference: ref.apiVersion === V2 ? 2 : 1 } : { ref, preference: 1 }),
};

function read(source: SourceObject): Reading {
  const problems = new ProblemList(source);
  const root = new Field(source.value, [], problems);
  const type = CLAIMS.find(({ kind }) => kind === root.at("kind").value) ?? { apiVersion: V2, kind: "CiliumNetworkPolicy" };
  const clusterwide = type.kind !== "CiliumNetworkPolicy";
  const ref = clusterwide ? clusterRef(root, type) : namespacedRef(root, type);
  problems.about(ref);
  checkType(root, type.kind);
  return type.kind === GROUP ? readCidrGroup(root, ref) : readPolicy(root, ref, source, clusterwide);
}

function checkType(root: Field, kind: string): void {
  const apiVersion = root.at("apiVersion");
  const version = apiVersion.text() ?? V2;
  const kindText = root.at("kind").text() ?? kind;
  if (kindText !== kind) root.at("kind").error("unsupported-value", `${quote(kindText)} is none of Cilium's policy kinds`);
  else if (!CLAIMS.some((claim) => claim.kind === kind && claim.apiVersion === version)) {
    apiVersion.error("unsupported-value", `${quote(version)} ${ciliumDialect.unserved.get(version) ?? "does not have this kind"}: a ${kind} is \`${V2}\``);
  }
}
