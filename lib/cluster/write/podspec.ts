import type { JsonMap } from "#lib/source/map.ts";
import type { ContainerPort, Pod, PodShape } from "../facts.ts";
import { CALLS, callValues } from "./calls.ts";
import { listed, unless } from "./manifest.ts";

/** The containers are ours: who of them has which image nobody kept, and the first has all ports and calls. */
export function writePodSpec(shape: PodShape, node?: Pod["node"]): JsonMap {
  const { hostNetwork, ports, images, serviceAccount, dns } = shape;
  const own = ports.filter(({ by }) => by === "container");
  const first = { ports: listed(own.map(writePort)), ...writeSettings(shape) };
  const isEmpty = Object.values(first).every((value) => value === undefined);
  const containers = images.length > 0 || isEmpty ? images.map((image, i) => ({ image, ...(i === 0 && first) })) : [first];
  return {
    nodeName: node,
    hostNetwork: unless(false, hostNetwork),
    serviceAccountName: unless("default", serviceAccount),
    dnsPolicy: unless("ClusterFirst", dns.policy),
    dnsConfig: dns.nameservers.length === 0 ? undefined : { nameservers: dns.nameservers.map(({ text }) => text) },
    initContainers: listed(runsOf(ports.filter(({ by }) => by !== "container")).map((run, i) => ({
      name: `init-${i + 1}`, restartPolicy: run[0].by === "sidecar" ? "Always" : undefined, ports: run.map(writePort),
    }))),
    containers: listed(containers.map((container, i) => ({ name: `container-${i + 1}`, ...container }))),
  };
}

function writeSettings({ calls, configMaps }: PodShape): JsonMap {
  const told = callValues(calls).map((value, i) => ({ name: i === 0 ? CALLS : `${CALLS}_${i + 1}`, value }));
  const keyed = configMaps.flatMap(({ name, keys = [] }) => keys.map((key) => ({ name: key, valueFrom: { configMapKeyRef: { name, key } } })));
  const whole = configMaps.filter(({ keys }) => keys === undefined).map(({ name }) => ({ configMapRef: { name } }));
  return { env: listed([...told, ...keyed]), envFrom: listed(whole) };
}

const writePort = ({ name, port, protocol, hostPort }: ContainerPort): JsonMap => ({ name, containerPort: port, protocol: unless("TCP", protocol), hostPort });

/** Neighbours of the same kind together, so that their order is kept. */
function runsOf(ports: readonly ContainerPort[]): readonly (readonly [ContainerPort, ...ContainerPort[]])[] {
  const runs: [ContainerPort, ...ContainerPort[]][] = [];
  for (const port of ports) {
    const last = runs.at(-1);
    if (last?.[0].by === port.by) last.push(port);
    else runs.push([port]);
  }
  return runs;
}
