import type { Field } from "#lib/source/field.ts";
import { formatPath } from "#lib/source/object.ts";
import type { ServicePort } from "../facts.ts";
import { hostName } from "./host.ts";
import type { Reader } from "./object.ts";
import { addresses, choice, invalid, optional, portNumber, protocol, required } from "./values.ts";

const TYPES = ["ClusterIP", "NodePort", "LoadBalancer", "ExternalName"] as const;
const TRAFFIC_POLICIES = ["Cluster", "Local"] as const;

export const readService: Reader = ({ ref, root, place }) => {
  const spec = root.at("spec");
  const selector = spec.at("selector");
  const balancers = root.at("status").at("loadBalancer").at("ingress").list();
  const clusterAddresses = [spec.at("clusterIP"), ...spec.at("clusterIPs").list()];
  return [
    {
      kind: "service",
      namespace: ref.namespace,
      name: ref.name,
      labels: root.at("metadata").at("labels").textMap(),
      type: choice(spec.at("type"), TYPES, "ClusterIP") ?? "ClusterIP",
      headless: clusterAddresses.some((field) => field.value === "None"),
      addresses: addresses(...clusterAddresses, ...spec.at("externalIPs").list(), ...balancers.map((entry) => entry.at("ip"))),
      ...optional("externalName", externalName(spec.at("externalName"))),
      ...optional("selector", selector.absent ? undefined : selector.textMap()),
      ports: spec.at("ports").list().flatMap(servicePort),
      externalTrafficPolicy: choice(spec.at("externalTrafficPolicy"), TRAFFIC_POLICIES, "Cluster") ?? "Cluster",
      internalTrafficPolicy: choice(spec.at("internalTrafficPolicy"), TRAFFIC_POLICIES, "Cluster") ?? "Cluster",
      place,
    },
  ];
};

function externalName(field: Field): string | undefined {
  const text = field.text();
  if (text === undefined || text === "") return undefined;
  return hostName(text) ?? invalid(field, text, "a DNS name");
}

function servicePort(entry: Field): readonly ServicePort[] {
  const port = required(entry.at("port"), portNumber(entry.at("port")));
  const spoken = protocol(entry.at("protocol"));
  if (port === undefined || spoken === undefined) return [];
  return [
    {
      port,
      protocol: spoken,
      targetPort: targetPort(entry.at("targetPort")) ?? port,
      ...optional("name", entry.at("name").text()),
      ...optional("nodePort", nodePort(entry.at("nodePort"))),
    },
  ];
}

/** A number, or the name of a container's port; `0` and "" are absent for the API server. */
function targetPort(field: Field): number | string | undefined {
  if (field.value === 0 || field.value === "") return undefined;
  if (field.absent || typeof field.value === "string") return field.text();
  if (typeof field.value === "number") return portNumber(field);
  field.error("wrong-type", `\`${formatPath(field.path)}\` must be a number or a name`);
  return undefined;
}

const nodePort = (field: Field): number | undefined => (field.value === 0 ? undefined : portNumber(field));
