import type { Reading } from "#lib/policy/dialect.ts";
import { Field } from "#lib/source/field.ts";
import { checkClusterMetadata, clusterRef } from "#lib/source/metadata.ts";
import type { SourceObject } from "#lib/source/object.ts";
import { ProblemList } from "#lib/source/problem.ts";
import { readBlock } from "./cidrs.ts";

/** Blocks that policies refer to by the group's name or labels. */
export function readCidrGroup(source: SourceObject): Reading {
  const problems = new ProblemList(source);
  const root = new Field(source.value, [], problems);
  const ref = clusterRef(root, { apiVersion: "cilium.io/v2", kind: "CiliumCIDRGroup" });
  problems.about(ref);
  root.struct("apiVersion", "kind", "metadata", "spec", "status");
  checkClusterMetadata(root.at("metadata"));
  const spec = root.at("spec");
  if (spec.absent) spec.error("required", "`spec` is missing");
  spec.struct("externalCIDRs");
  const blocks = spec.at("externalCIDRs").list().flatMap((entry) => {
    const cidr = readBlock(entry);
    return cidr ? [{ cidr, except: [] }] : [];
  });
  const labels = root.at("metadata").at("labels").textMap();
  return { kind: "support", ref, supports: [{ kind: "address-list", ref, labels, blocks, names: [] }], problems: problems.found };
}
