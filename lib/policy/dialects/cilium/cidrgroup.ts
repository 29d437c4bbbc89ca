import type { AddressList, Reading } from "#lib/policy/dialect.ts";
import { standingOf } from "#lib/policy/standing.ts";
import type { Field } from "#lib/source/field.ts";
import { checkClusterMetadata } from "#lib/source/metadata.ts";
import type { ObjectRef } from "#lib/source/object.ts";
import { readBlock } from "./peers/blocks.ts";

/** A CiliumCIDRGroup: rules name it or select it by its labels. */
export function readCidrGroup(root: Field, ref: ObjectRef): Reading {
  const { problems } = root;
  root.struct("apiVersion", "kind", "metadata", "spec", "status");
  checkClusterMetadata(root.at("metadata"));
  const spec = root.at("spec");
  spec.struct("externalCIDRs");
  const list = spec.at("externalCIDRs");
  if (list.absent) list.error("required", "`externalCIDRs` is missing: a CiliumCIDRGroup needs it");
  const blocks = list.list().flatMap((entry) => readBlock(entry) ?? []);
  if (standingOf(problems.found) === "rejected") return { kind: "rejected", ref, touches: [], problems: problems.found };
  const group: AddressList = {
    kind: "address-list",
    ref,
    labels: new Map([...root.at("metadata").at("labels").map()].flatMap(([key, { value }]) => (typeof value === "string" ? [[key, value] as const] : []))),
    blocks: blocks.map(({ cidr }) => ({ cidr, except: [] })),
    names: [],
  };
  return { kind: "support", ref, supports: [group], problems: problems.found };
}
