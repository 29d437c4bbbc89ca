import type { Peer } from "#lib/policy/algebra.ts";
import type { Field } from "#lib/source/field.ts";

/** Instances of a cloud: the operator asks the cloud for their addresses, and the input does not have them (semantics §3.7). */
export function readGroup(entry: Field): readonly Peer[] {
  entry.struct("aws");
  const aws = entry.at("aws");
  aws.struct("labels", "securityGroupsIds", "securityGroupsNames", "region");
  if (aws.absent) entry.error("required", "a group needs `aws`");
  aws.at("labels").textMap();
  aws.at("region").text();
  const named = ["securityGroupsIds", "securityGroupsNames"].flatMap((key) => aws.at(key).list().flatMap((field) => field.text() ?? []));
  const group = named.length > 0 ? `AWS security group ${named.join(", ")}` : "an AWS group of instances";
  return [{ kind: "all", of: [{ kind: "entity", entity: "outside" }, { kind: "untold", missing: { kind: "cloud-group", group } }] }];
}
