import type { Field } from "#lib/source/field.ts";
import type { Place } from "#lib/source/object.ts";
import type { ContainerPort, DnsSettings, PodShape } from "../facts.ts";
import { foundCalls } from "./calls.ts";
import { configMapUses } from "./configmapuse.ts";
import { addresses, choice, defined, optional, portNumber, protocol } from "./values.ts";

const DNS_POLICIES = ["ClusterFirst", "ClusterFirstWithHostNet", "Default", "None"] as const;

/** What a pod and a pod template have in common. */
export function podShape(namespace: string, labels: Field, spec: Field, place: Place): PodShape {
  const containers = spec.at("containers").list();
  const initContainers = spec.at("initContainers").list();
  const all = [...containers, ...initContainers];
  return {
    namespace,
    labels: labels.textMap(),
    hostNetwork: spec.at("hostNetwork").boolean() ?? false,
    ports: [
      ...containers.flatMap((container) => containerPorts(container, "container")),
      ...initContainers.flatMap((container) => containerPorts(container, isSidecar(container) ? "sidecar" : "init-container")),
    ],
    images: [...new Set(all.map((container) => container.at("image").text()).filter(defined))],
    serviceAccount: spec.at("serviceAccountName").text() ?? "default",
    dns: dnsSettings(spec),
    calls: foundCalls(all),
    configMaps: configMapUses(spec, all),
    place,
  };
}

/** A restartable init container serves for as long as the pod lives. */
const isSidecar = (container: Field): boolean => container.at("restartPolicy").value === "Always";

function containerPorts(container: Field, by: ContainerPort["by"]): readonly ContainerPort[] {
  return container.at("ports").list().flatMap((entry) => {
    const port = portNumber(entry.at("containerPort"));
    const spoken = protocol(entry.at("protocol"));
    if (port === undefined || spoken === undefined) return [];
    return [{ port, protocol: spoken, by, ...optional("name", entry.at("name").text()), ...optional("hostPort", hostPort(entry.at("hostPort"))) }];
  });
}

/** 0 is absent for the API server. */
const hostPort = (field: Field): number | undefined => (field.value === 0 ? undefined : portNumber(field));

function dnsSettings(spec: Field): DnsSettings {
  return {
    policy: choice(spec.at("dnsPolicy"), DNS_POLICIES, "ClusterFirst") ?? "ClusterFirst",
    nameservers: addresses(...spec.at("dnsConfig").at("nameservers").list()),
  };
}
