import type { ClusterInfo } from "../facts.ts";
import { OWN_API } from "../ingest/strict.ts";
import { type Manifest, listed, manifest } from "./manifest.ts";

export function writeCluster({ name, region, version, engine, engineUncertain, serves, podCidrs, capturedAt, summary, unreadable, resolved }: ClusterInfo): Manifest {
  return manifest(OWN_API, "Cluster", { name }, {
    spec: {
      summary, region, version, engine, engineUncertain, serves,
      podCIDRs: listed(podCidrs.map(({ text }) => text)),
      capturedAt,
      unreadable: listed(unreadable.map(({ group, kind, namespace, except, why }) => ({ group, kind, namespace, except, why }))),
      resolved: listed(resolved.map(({ host, addresses, at }) => ({ host, addresses: addresses.map(({ text }) => text), at }))),
    },
  });
}
