import type { Family } from "#lib/net/address.ts";
import type { Field } from "#lib/source/field.ts";
import type { Entity } from "./entity.ts";
import type { Net } from "./nets.ts";

/** All blocks of one rule are of one IP version, that of `ipVersion` where it is set. */
export function checkFamilies(rule: Field, source: Entity, destination: Entity, version: 4 | 6 | undefined): void {
  const lists: readonly { readonly field: Field; readonly nets: readonly Net[] }[] = [
    { field: rule.at("source").at("nets"), nets: source.nets },
    { field: rule.at("source").at("notNets"), nets: source.notNets },
    { field: rule.at("destination").at("nets"), nets: destination.nets },
    { field: rule.at("destination").at("notNets"), nets: destination.notNets },
  ];
  const seen = new Set<Family>();
  for (const { field, nets } of lists) {
    const families = new Set(nets.map(({ cidr }) => cidr.family));
    for (const family of families) seen.add(family);
    if (seen.size === 2 && families.size > 0) field.error("forbidden", "a rule may not have blocks of both IP versions: write a rule for each");
    const differs = version !== undefined && [...families].some((family) => family !== version);
    if (differs) field.error("forbidden", `\`ipVersion\` is ${version}, but a block is of the other IP version`);
  }
}
