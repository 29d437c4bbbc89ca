import type { EndpointSlice } from "../facts.ts";
import { type Manifest, listed, manifest, unless } from "./manifest.ts";

/** @param number tells apart the slices of a cluster; their names nobody kept */
export function writeEndpointSlice({ namespace, service, ports, endpoints }: EndpointSlice, number: number): Manifest {
  const labels = new Map([["kubernetes.io/service-name", service]]);
  const family = endpoints.flatMap(({ addresses }) => addresses)[0]?.family ?? 4;
  return manifest("discovery.k8s.io/v1", "EndpointSlice", { namespace, name: `${service}-${number}`, labels }, {
    addressType: `IPv${family}`,
    ports: listed(ports.map(({ name, protocol, port }) => ({ name: unless("", name), protocol: unless("TCP", protocol), port }))),
    endpoints: listed(endpoints.map(({ addresses, ready, terminating, node, pod }) => ({
      addresses: addresses.map(({ text }) => text),
      conditions: ready && !terminating ? undefined : { ready: unless(true, ready), terminating: unless(false, terminating) },
      nodeName: node,
      targetRef: pod === undefined ? undefined : { kind: "Pod", name: pod },
    }))),
  });
}
