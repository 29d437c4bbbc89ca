import type { Peer } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { readTexts } from "../entries.ts";

/** An entry of `fromGroups` or `toGroups`: Cilium's operator asks AWS whom it means, and takes their addresses as blocks outside. */
export function readGroup(entry: Field): Peer | undefined {
  if (!entry.struct("aws")) return undefined;
  const aws = entry.at("aws");
  aws.struct("labels", "region", "securityGroupsIds", "securityGroupsNames");
  const parts = [
    ...[...aws.at("labels").textMap()].map(([key, value]) => quote(`${key}=${value}`)),
    ...["securityGroupsIds", "securityGroupsNames"].flatMap((key) => readTexts(aws.at(key)).map(({ text }) => quote(text))),
  ];
  const region = aws.at("region").text();
  if (aws.absent) {
    entry.problems.warning("ignored", entry.path, "this group is nobody: `aws` is the only provider, and it is missing");
    return { kind: "any", of: [] };
  }
  const group = `AWS ${parts.length === 0 ? "instances" : `group ${parts.join(", ")}`}${region ? ` in ${region}` : ""}`;
  return { kind: "all", of: [{ kind: "entity", entity: "outside" }, { kind: "untold", missing: { kind: "cloud-group", group } }] };
}
