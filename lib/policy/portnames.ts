import type { Protocol } from "./algebra.ts";
import type { DeclaredPort } from "./endpoint.ts";
import type { NamedPorts } from "./engines.ts";

/** The numbers that names of ports stand for, by name and protocol. */
export type NumbersByName = ReadonlyMap<string, readonly number[]>;

export const nameKey = (name: string, protocol: Protocol): string => `${name}/${protocol}`;

/**
 * What the names of a pod's ports stand for, as far as an engine reads the declarations (semantics §1.5). Where it keeps
 * the last one, that is the last of the name, whatever its protocol.
 */
export function numbersByName(ports: readonly DeclaredPort[], { declaredBy, twice }: NamedPorts): NumbersByName {
  const read = ports.flatMap(({ name, protocol, port, by }) => (name === undefined || !declaredBy.includes(by) ? [] : [{ name, port, key: nameKey(name, protocol) }]));
  const kept = twice === "last" ? new Map(read.map((one) => [one.name, one])).values()
    : twice === "first" ? new Map(read.toReversed().map((one) => [one.key, one])).values()
    : read;
  return new Map([...Map.groupBy(kept, ({ key }) => key)].map(([key, same]) => [key, same.map(({ port }) => port)]));
}
