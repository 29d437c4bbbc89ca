import type { EndpointSlice } from "../facts.ts";
import { type Manifest, listed, manifest, unless } from "./manifest.ts";

export function writeEndpointSlice({ namespace, name, service, ports, endpoints }: EndpointSlice): Manifest {
  const labels = new Map([["kubernetes.io/service-name", service]]);
  const family = endpoints.flatMap(({ addresses }) => addresses)[0]?.family ?? 4;
  return manifest("discovery.k8s.io/v1", "EndpointSlice", { namespace, name, labels }, {
    addressType: `IPv${family}`,
    ports: listed(ports.map(({ name: portName, protocol, port }) => ({ name: unless("", portName), protocol: unless("TCP", protocol), port }))),
    endpoints: listed(endpoints.map(({ addresses, ready, terminating, node, pod }) => ({
      addresses: addresses.map(({ text }) => text),
      conditions: ready && !terminating ? undefined : { ready: unless(true, ready), terminating: unless(false, terminating) },
      nodeName: node,
      targetRef: pod === undefined ? undefined : { kind: "Pod", name: pod },
    }))),
  });
}
