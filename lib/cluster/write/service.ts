import type { JsonMap } from "#lib/source/map.ts";
import type { Service, ServicePort } from "../facts.ts";
import { type Manifest, listed, manifest, unless } from "./manifest.ts";

/** Which of its addresses is the cluster's, and which a load balancer's, nobody kept: all but the first stand as external ones. */
export function writeService(service: Service): Manifest {
  const [first, ...others] = service.addresses.map(({ text }) => text);
  return manifest("v1", "Service", service, {
    spec: {
      type: unless("ClusterIP", service.type),
      clusterIP: service.headless ? "None" : first,
      externalIPs: listed(service.headless && first !== undefined ? [first, ...others] : others),
      externalName: service.externalName,
      selector: service.selector && Object.fromEntries(service.selector),
      ports: listed(service.ports.map(writePort)),
      externalTrafficPolicy: unless("Cluster", service.externalTrafficPolicy),
      internalTrafficPolicy: unless("Cluster", service.internalTrafficPolicy),
    },
  });
}

const writePort = ({ name, protocol, port, targetPort, nodePort }: ServicePort): JsonMap =>
  ({ name, protocol: unless("TCP", protocol), port, targetPort: targetPort === port ? undefined : targetPort, nodePort });
