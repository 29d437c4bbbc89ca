import type { Claim, Dialect, Reading } from "#lib/policy/dialect.ts";
import { Field, quote } from "#lib/source/field.ts";
import { clusterRef, namespacedRef } from "#lib/source/metadata.ts";
import type { ObjectRef, SourceObject } from "#lib/source/object.ts";
import { ProblemList } from "#lib/source/problem.ts";
import { type Opened, SERVED, STORED, isNamespaced } from "./api.ts";
import { editionServed, readEdition } from "./edition.ts";
import { keep } from "./keep.ts";
import { sharedRef } from "./names.ts";
import { readNetworkSet } from "./networkset.ts";
import { readPolicy } from "./policy.ts";
import { readStaged } from "./staged.ts";
import { readTier } from "./tiers.ts";

const READERS: ReadonlyMap<string, (opened: Opened) => Reading> = new Map([
  ["NetworkPolicy", readPolicy],
  ["GlobalNetworkPolicy", readPolicy],
  ["Tier", readTier],
  ["NetworkSet", readNetworkSet],
  ["GlobalNetworkSet", readNetworkSet],
  ["StagedNetworkPolicy", readStaged],
  ["StagedGlobalNetworkPolicy", readStaged],
  ["StagedKubernetesNetworkPolicy", readStaged],
  ["ClusterInformation", readEdition],
  ["LicenseKey", readEdition],
]);

/** What an object is taken for that does not say. */
const TYPE = { apiVersion: SERVED, kind: "NetworkPolicy" } as const;

export const calicoDialect: Dialect = {
  name: "Calico",
  claims: [SERVED, STORED].flatMap((apiVersion) => [...READERS.keys()].map((kind): Claim => ({ apiVersion, kind }))),
  unserved: new Map([
    ["crd.projectcalico.org/v3", "does not exist"],
    ["projectcalico.org/v1", "does not exist"],
  ]),
  enforcement: () => ({ kubernetes: "no", cilium: "no", calico: "yes", "ovn-kubernetes": "no", "vpc-cni": "no" }),
  read,
  keep,
  served: editionServed,
  canonical: (ref) => ({ ref: sharedRef(ref), preference: ref.apiVersion === SERVED ? 2 : 1 }),
};

function read(source: SourceObject): Reading {
  const problems = new ProblemList(source);
  const root = new Field(source.value, [], problems);
  const ref = refOf(root);
  problems.about(ref);
  checkType(root);
  const reader = READERS.get(ref.kind) ?? readPolicy;
  return reader({ root, ref, source, problems });
}

function refOf(root: Field): ObjectRef {
  const ref = namespacedRef(root, TYPE);
  return isNamespaced(ref.kind) ? ref : clusterRef(root, TYPE);
}

function checkType(root: Field): void {
  const apiVersion = root.at("apiVersion");
  const kind = root.at("kind");
  const version = apiVersion.text() ?? SERVED;
  const kindText = kind.text();
  if (version !== SERVED && version !== STORED) {
    const why = calicoDialect.unserved.get(version) ?? "does not have this kind";
    apiVersion.error("unsupported-value", `${quote(version)} ${why}: Calico's objects are \`${SERVED}\``);
  }
  if (kindText !== undefined && !READERS.has(kindText)) kind.error("unsupported-value", `${quote(kindText)} is none of Calico's policy kinds`);
}
