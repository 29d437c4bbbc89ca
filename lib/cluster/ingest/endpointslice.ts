import type { Field } from "#lib/source/field.ts";
import type { EndpointSlice } from "../facts.ts";
import type { Reader } from "./object.ts";
import { addresses, optional, portNumber, protocol } from "./values.ts";

type Port = EndpointSlice["ports"][number];
type Endpoint = EndpointSlice["endpoints"][number];

/** A slice belongs to the Service that its label names. */
export const readEndpointSlice: Reader = ({ ref, root }) => {
  const service = root.at("metadata").at("labels").at("kubernetes.io/service-name").text();
  if (service === undefined || root.at("addressType").value === "FQDN") return [];
  return [
    {
      kind: "endpointslice",
      namespace: ref.namespace,
      name: ref.name,
      service,
      ports: root.at("ports").list().flatMap(port),
      endpoints: root.at("endpoints").list().map(endpoint),
    },
  ];
};

/** One slice for each subset; the object has its Service's name. */
export const readEndpoints: Reader = ({ ref, root }) =>
  root
    .at("subsets")
    .list()
    .map((subset, index) => ({
      kind: "endpointslice",
      namespace: ref.namespace,
      name: `${ref.name}-${index + 1}`,
      service: ref.name,
      ports: subset.at("ports").list().flatMap(port),
      endpoints: [
        ...subset.at("addresses").list().map((entry) => subsetAddress(entry, true)),
        ...subset.at("notReadyAddresses").list().map((entry) => subsetAddress(entry, false)),
      ],
    }));

function endpoint(entry: Field): Endpoint {
  const conditions = entry.at("conditions");
  return {
    addresses: addresses(...entry.at("addresses").list()),
    ready: conditions.at("ready").boolean() ?? true,
    terminating: (conditions.at("terminating").boolean() ?? false) && (conditions.at("serving").boolean() ?? true),
    ...optional("node", entry.at("nodeName").text()),
    ...optional("pod", podOf(entry)),
  };
}

function subsetAddress(entry: Field, ready: boolean): Endpoint {
  return {
    addresses: addresses(entry.at("ip")),
    ready,
    terminating: false,
    ...optional("node", entry.at("nodeName").text()),
    ...optional("pod", podOf(entry)),
  };
}

function podOf(entry: Field): string | undefined {
  const target = entry.at("targetRef");
  return target.at("kind").value === "Pod" ? target.at("name").text() : undefined;
}

function port(entry: Field): readonly Port[] {
  const number = portNumber(entry.at("port"));
  const spoken = protocol(entry.at("protocol"));
  if (number === undefined || spoken === undefined) return [];
  return [{ name: entry.at("name").text() ?? "", protocol: spoken, port: number }];
}
