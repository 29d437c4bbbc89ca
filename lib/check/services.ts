import type { Address } from "#lib/net/address.ts";
import { everyRange } from "#lib/net/range.ts";
import type { EndpointSlice, Node, Service, ServicePort } from "#lib/cluster/facts.ts";
import type { Inhabitant } from "#lib/cluster/inhabitants.ts";
import type { Protocol } from "#lib/policy/algebra.ts";
import { type Candidate, type Target, inhabitantCandidate, rangesCandidate } from "./candidates.ts";
import type { Context } from "./context.ts";
import { whoIsAt } from "./addresses.ts";
import { type Spread, each, expand, gap, leaf } from "./spread.ts";

const nameOf = (service: Service): string => `${service.namespace}/${service.name}`;

/** Whom a call to the Service reaches: each ready backend, on the port it is translated to. @param entry the node that was dialled */
export function serviceTargets(service: Service, port: number | string, protocol: Protocol, source: Candidate, context: Context, entry?: Node): Spread<Target> {
  const servicePort = portOf(service, port, protocol);
  if (servicePort === undefined && !(service.headless && typeof port === "number")) {
    return gap({ kind: "service-port", service: nameOf(service), port: `${port}/${protocol}` });
  }
  const dialled = (target: Target): Spread<Target> => leaf(servicePort ? { ...target, dialled: { port: servicePort.port } } : target);
  const slices = context.snapshot.slicesOf(service);
  const only = onlyNode(service, source, entry);
  const backends = slices
    ? fromSlices(service, slices, servicePort, port, protocol, only, context)
    : fromSelector(service, servicePort, port, protocol, only, context);
  if (backends.length > 0) return expand(each("backends", backends), dialled);
  if (isApiServer(service)) return dialled(apiServer(service, servicePort, context));
  return gap({ kind: "service-endpoints", service: nameOf(service), ...(only !== undefined && { onNode: only }) });
}

/** The Service's port that is dialled, by number or by name. */
const portOf = (service: Service, port: number | string, protocol: Protocol): ServicePort | undefined =>
  service.ports.find((candidate) => candidate.protocol === protocol && (typeof port === "number" ? candidate.port === port : candidate.name === port));

/** DNS of a headless Service gives the pods' own addresses: nothing translates a port, unless it was asked for by name. */
const isTranslated = (service: Service, port: number | string): boolean => !service.headless || typeof port === "string";

function fromSlices(service: Service, slices: readonly EndpointSlice[], servicePort: ServicePort | undefined, port: number | string, protocol: Protocol, only: string | undefined, context: Context): readonly Spread<Target>[] {
  const endpoints = slices.flatMap((slice) => slice.endpoints.map((endpoint) => ({ endpoint, slice })));
  const ready = endpoints.filter(({ endpoint }) => endpoint.ready && !endpoint.terminating);
  const serving = ready.length > 0 ? ready : endpoints.filter(({ endpoint }) => endpoint.terminating);
  return onNode(only, serving, ({ endpoint }) => endpoint.node).flatMap(({ endpoint, slice }) => {
    const translated = slice.ports.find((candidate) => candidate.protocol === protocol && candidate.name === (servicePort?.name ?? ""))?.port;
    const number = isTranslated(service, port) ? translated : Number(port);
    if (number === undefined) return [];
    const pod = endpoint.pod === undefined ? undefined : context.snapshot.residents.pod(service.namespace, endpoint.pod);
    if (pod) return [leaf({ candidate: inhabitantCandidate(pod, context), port: number, via: service })];
    return endpoint.addresses.map((address: Address) => expand(whoIsAt(address, "target", context), (candidate) => leaf({ candidate, port: number, via: service })));
  });
}

function fromSelector(service: Service, servicePort: ServicePort | undefined, port: number | string, protocol: Protocol, only: string | undefined, context: Context): readonly Spread<Target>[] {
  const { selector } = service;
  if (selector === undefined || selector.size === 0) return [];
  const selected = context.snapshot.residents.inNamespace(service.namespace).filter(({ fact }) => [...selector].every(([key, value]) => fact.labels.get(key) === value));
  return onNode(only, selected, ({ party }) => party.node).flatMap((inhabitant) => {
    const number = isTranslated(service, port) ? targetPort(servicePort, protocol, inhabitant) : Number(port);
    return number === undefined ? [] : [leaf({ candidate: inhabitantCandidate(inhabitant, context), port: number, via: service })];
  });
}

/** A named targetPort is each pod's own number: the first container that declares it (Kubernetes' FindPort). */
function targetPort(servicePort: ServicePort | undefined, protocol: Protocol, { fact }: Inhabitant): number | undefined {
  const target = servicePort?.targetPort;
  if (typeof target !== "string") return target;
  return fact.ports.find((declared) => declared.name === target && declared.protocol === protocol && declared.by !== "init-container")?.port;
}

/**
 * The one node whose backends are reached, by the traffic policy Local: of who calls from inside its own node,
 * of who calls a node from outside that node. Where neither is known, any.
 */
function onlyNode(service: Service, { party }: Candidate, entry: Node | undefined): string | undefined {
  if (party.kind === "outside") return service.externalTrafficPolicy === "Local" ? entry?.name : undefined;
  if (service.internalTrafficPolicy !== "Local" || entry) return undefined;
  return party.kind === "node" ? party.name : party.node;
}

/** A backend whose node is not known may be there. */
const onNode = <T>(only: string | undefined, backends: readonly T[], nodeOf: (backend: T) => string | undefined): readonly T[] =>
  backends.filter((backend) => only === undefined || (nodeOf(backend) ?? only) === only);

const isApiServer = (service: Service): boolean => service.namespace === "default" && service.name === "kubernetes";

/** Its endpoints are addresses of the control plane, which no label peer matches: only rules by address can decide. */
function apiServer(service: Service, servicePort: ServicePort | undefined, context: Context): Target {
  const label = "the API server";
  const port = typeof servicePort?.targetPort === "number" ? servicePort.targetPort : (servicePort?.port ?? 443);
  return { candidate: rangesCandidate(label, everyRange(context.snapshot.usesIpv6), { kind: "address", of: label }, "yes"), port, via: service };
}

/** An address can be a Service's, or a node's that forwards this port to one. */
export function addressTargets(address: Address, port: number, protocol: Protocol, source: Candidate, context: Context): Spread<Target> {
  const { snapshot } = context;
  const services = snapshot.servicesAt(address);
  const node = snapshot.nodeAt(address);
  const service = services.find((candidate) => portOf(candidate, port, protocol) !== undefined) ?? (node ? undefined : services[0]);
  const here = (targets: Spread<Target>): Spread<Target> => expand(targets, (target) => leaf(target.dialled ? { ...target, dialled: { ...target.dialled, address } } : target));
  if (service) return here(serviceTargets(service, port, protocol, source, context));
  const forwarded = node && forwardedBy(node, port, protocol, source, context);
  return forwarded ? here(forwarded) : onPort(whoIsAt(address, "target", context), port);
}

/** Whom a node forwards a NodePort or a hostPort to. @returns undefined for a port of the node's own */
export function forwardedBy(node: Node, port: number, protocol: Protocol, source: Candidate, context: Context): Spread<Target> | undefined {
  for (const service of context.snapshot.services) {
    const forwarded = service.ports.find(({ nodePort, protocol: spoken }) => nodePort === port && spoken === protocol);
    if (forwarded) return expand(serviceTargets(service, forwarded.port, protocol, source, context, node), (target) => leaf({ ...target, entry: node, dialled: { port } }));
  }
  const holders = context.snapshot.residents.all.filter(({ party }) => party.node === node.name && !party.hostNetwork).flatMap((inhabitant) =>
    inhabitant.fact.ports.filter(({ hostPort, protocol: spoken, by }) => hostPort === port && spoken === protocol && by !== "init-container").map((held) => leaf({ candidate: inhabitantCandidate(inhabitant, context), port: held.port })),
  );
  return holders.length > 0 ? each("backends", holders) : undefined;
}

export const onPort = (parties: Spread<Candidate>, port: number): Spread<Target> => expand(parties, (candidate) => leaf({ candidate, port }));
