import type { Address } from "#lib/net/address.ts";
import type { PortMatch } from "#lib/policy/algebra.ts";
import { ENDPOINT_SLICES, NODES } from "#lib/policy/unread.ts";
import type { ServiceBackends, Surroundings } from "#lib/policy/surroundings.ts";
import type { Service } from "./facts.ts";
import type { Snapshot } from "./snapshot.ts";

/** What policies can refer to in a snapshot. @param names every name whose addresses are known, however they were told */
export function surroundingsOf(snapshot: Snapshot, names: ReadonlyMap<string, readonly Address[]>): Surroundings {
  const { unread } = snapshot;
  const [untold] = unread.anywhere(NODES);
  const seen = new Set(snapshot.facts.flatMap((fact) => (fact.kind === "node" ? [fact.name] : [])));
  const lists = snapshot.standings.supports.filter((support) => support.kind === "address-list");
  return {
    namespaces: snapshot.spaces.namespaces,
    nodes: new Map([...snapshot.nodes].map(([name, { labels }]) => [name, { name, labels, known: seen.has(name), ...(untold && { untold }) }])),
    pods: snapshot.residents.all.map(({ party }) => party),
    services: snapshot.services.map((service) => backendsOf(service, snapshot)),
    lists,
    names,
    unread,
  };
}

function backendsOf(service: Service, snapshot: Snapshot): ServiceBackends {
  const { namespace, name, labels, selector } = service;
  const slices = snapshot.slicesOf(service) ?? [];
  const untold = snapshot.unread.in(ENDPOINT_SLICES, namespace);
  const selected = selector !== undefined && selector.size > 0;
  const listed = slices.flatMap(({ ports }) => ports.map(({ protocol, port }): PortMatch => ({ kind: "range", protocol, from: port, to: port })));
  const translated = service.ports.map(({ protocol, targetPort }): PortMatch =>
    typeof targetPort === "string" ? { kind: "named", protocol, name: targetPort } : { kind: "range", protocol, from: targetPort, to: targetPort });
  return {
    namespace, name, labels,
    ...(selected && { selector }),
    addresses: slices.flatMap(({ endpoints }) => endpoints.flatMap(({ addresses }) => addresses)),
    ports: selected ? translated : listed,
    ...(!selected && untold && { untold }),
  };
}
