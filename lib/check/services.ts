import type { Address } from "#lib/net/address.ts";
import { everyRange, isInternal } from "#lib/net/range.ts";
import type { EndpointSlice, Node, Service, ServicePort } from "#lib/cluster/facts.ts";
import type { Inhabitant } from "#lib/cluster/inhabitants.ts";
import type { Protocol } from "#lib/policy/algebra.ts";
import { untoldOf } from "#lib/policy/endpoint.ts";
import type { Missing } from "#lib/policy/uncertainty.ts";
import { ENDPOINT_SLICES, NODES, PODS, SERVICES } from "#lib/policy/unread.ts";
import { type Candidate, type Target, inhabitantCandidate, rangesCandidate } from "./candidates.ts";
import type { Context } from "./context.ts";
import { podAt, whoIsAt } from "./addresses.ts";
import type { Gap } from "./gaps.ts";
import { type Spread, each, expand, gap, leaf, oneOf } from "./spread.ts";
import { couldBeServices, unreadGap } from "./unseen.ts";

const nameOf = (service: Service): string => `${service.namespace}/${service.name}`;

/** Whom a call to the Service reaches: each ready backend, on the port it is translated to. @param entry the node that was dialled */
export function serviceTargets(service: Service, port: number | string, protocol: Protocol, source: Candidate, context: Context, entry?: Node): Spread<Target> {
  const { unread } = context.known;
  const [pods, listed] = [unread.in(PODS, service.namespace), unread.in(ENDPOINT_SLICES, service.namespace)];
  const servicePort = portOf(service, port, protocol);
  if (servicePort === undefined && !(service.headless && typeof port === "number")) {
    return gap({ kind: "service-port", service: nameOf(service), port: `${port}/${protocol}` });
  }
  const dialled = (target: Target): Spread<Target> => leaf(servicePort ? { ...target, dialled: { port: servicePort.port } } : target);
  const slices = context.known.slicesOf(service);
  const untold = untoldOf(source.party);
  if (untold && service.internalTrafficPolicy === "Local") return gap(unreadGap(`the node of ${source.label}`, [untold]));
  const only = onlyNode(service, source, entry);
  const backends = slices
    ? fromSlices(service, slices, servicePort, port, protocol, only, context)
    : fromSelector(service, servicePort, port, protocol, only, context);
  const selects = (service.selector?.size ?? 0) > 0;
  if (pods && selects && !slices) return gap(unreadGap(`who stands behind Service ${nameOf(service)}`, [pods, ...(listed ? [listed] : [])]));
  if (backends.length > 0) return expand(listed && !slices ? oneOf(unreadGap(`which backends of Service ${nameOf(service)} are ready`, [listed]), backends) : each("backends", backends), dialled);
  if (isApiServer(service)) return expand(apiServer(service, servicePort, context), dialled);
  if (listed && !slices) return gap(unreadGap(`who stands behind Service ${nameOf(service)}`, [listed]));
  return gap({ kind: "service-endpoints", service: nameOf(service), ...(only !== undefined && { onNode: only }) });
}

/** The Service's port that is dialled, by number or by name. */
const portOf = (service: Service, port: number | string, protocol: Protocol): ServicePort | undefined =>
  service.ports.find((candidate) => candidate.protocol === protocol && (typeof port === "number" ? candidate.port === port : candidate.name === port));

/** @returns undefined where the Service has no such port */
export const translatedPort = (service: Service, port: number, protocol: Protocol): number | string | undefined => portOf(service, port, protocol)?.targetPort;

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
    const pod = endpoint.pod === undefined ? undefined : context.known.residents.pod(service.namespace, endpoint.pod);
    if (pod) return [leaf({ candidate: inhabitantCandidate(pod, context), port: number, via: service })];
    const at = (address: Address): Spread<Candidate> => (endpoint.pod === undefined ? whoIsAt(address, "target", context) : podAt(address, service, context));
    return endpoint.addresses.map((address) => expand(at(address), (candidate) => leaf({ candidate, port: number, via: service })));
  });
}

function fromSelector(service: Service, servicePort: ServicePort | undefined, port: number | string, protocol: Protocol, only: string | undefined, context: Context): readonly Spread<Target>[] {
  return onNode(only, context.known.selectedBy(service), ({ party }) => party.node).flatMap((inhabitant) => {
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
function apiServer(service: Service, servicePort: ServicePort | undefined, context: Context): Spread<Target> {
  const label = "the API server";
  const port = typeof servicePort?.targetPort === "number" ? servicePort.targetPort : (servicePort?.port ?? 443);
  const ranges = everyRange(context.known.usesIpv6);
  const untold = context.known.unread.in(ENDPOINT_SLICES, service.namespace);
  const meaning: Gap = untold ? unreadGap(label, [untold]) : { kind: "address", of: label };
  const outside: Target = { candidate: rangesCandidate(label, ranges, meaning, "yes"), port, via: service };
  if (!untold) return leaf(outside);
  const node: Candidate = { party: { kind: "node", name: "", servesApi: "yes", untold }, label, whereabouts: { kind: "within", ranges, meaning } };
  return oneOf(unreadGap(label, [untold]), [leaf(outside), leaf({ ...outside, candidate: node })]);
}

/** An address can be a Service's, or a node's that forwards this port to one. */
export function addressTargets(address: Address, port: number, protocol: Protocol, source: Candidate, context: Context): Spread<Target> {
  const { known } = context;
  const { residents } = known;
  const services = known.servicesAt(address);
  const node = known.nodeAt(address);
  const service = services.find((candidate) => portOf(candidate, port, protocol) !== undefined) ?? (node ? undefined : services[0]);
  const here = (targets: Spread<Target>): Spread<Target> => expand(targets, (target) => leaf(target.dialled ? { ...target, dialled: { ...target.dialled, address } } : target));
  if (service) return here(serviceTargets(service, port, protocol, source, context));
  const parties = whoIsAt(address, "target", context);
  if (node) return nodeTargets(node, parties, port, protocol, source, context, here);
  const missing = residents.at(address).length > 0 ? [] : [...couldBeServices(address, context), ...couldBeForwarded(address, port, protocol, context)];
  return missing.length === 0 ? onPort(parties, port) : oneOf(unreadGap(address.text, missing), [onPort(parties, port), gap(unreadGap(address.text, missing))]);
}

/** Whom a call to a node reaches: whoever it forwards the port to, which can also be somebody who could not be read, or itself. */
export function nodeTargets(node: Node | undefined, itself: Spread<Candidate>, port: number, protocol: Protocol, source: Candidate, context: Context, translated = (targets: Spread<Target>): Spread<Target> => targets): Spread<Target> {
  const forwarded = node && forwardedBy(node, port, protocol, source, context);
  if (forwarded) return translated(forwarded);
  const { unread } = context.known;
  const missing = [...unread.anywhere(SERVICES), ...unread.anywhere(PODS)];
  const why = unreadGap(`whom a node forwards port ${port} to`, missing);
  return missing.length === 0 ? onPort(itself, port) : oneOf(why, [onPort(itself, port), gap(why)]);
}

/** Why an address that could be a node's could forward the port to somebody. */
function couldBeForwarded(address: Address, port: number, protocol: Protocol, { known }: Context): readonly Missing[] {
  const { unread, services, residents } = known;
  const nodes = isInternal(address) ? unread.anywhere(NODES) : [];
  if (nodes.length === 0) return [];
  const byService = services.some(({ ports }) => ports.some((one) => one.nodePort === port && one.protocol === protocol));
  const byPod = residents.all.some(({ fact }) => fact.ports.some((one) => one.hostPort === port && one.protocol === protocol));
  const others = [...unread.anywhere(SERVICES), ...unread.anywhere(PODS)];
  return byService || byPod || others.length > 0 ? [...nodes, ...others] : [];
}

/** Whom a node forwards a NodePort or a hostPort to. @returns undefined for a port of the node's own */
function forwardedBy(node: Node, port: number, protocol: Protocol, source: Candidate, context: Context): Spread<Target> | undefined {
  for (const service of context.known.services) {
    const forwarded = service.ports.find(({ nodePort, protocol: spoken }) => nodePort === port && spoken === protocol);
    if (forwarded) return expand(serviceTargets(service, forwarded.port, protocol, source, context, node), (target) => leaf({ ...target, entry: node, dialled: { port } }));
  }
  const holders = context.known.residents.all.filter(({ party }) => party.node === node.name && !party.hostNetwork).flatMap((inhabitant) =>
    inhabitant.fact.ports.filter(({ hostPort, protocol: spoken, by }) => hostPort === port && spoken === protocol && by !== "init-container").map((held) => leaf({ candidate: inhabitantCandidate(inhabitant, context), port: held.port })),
  );
  return holders.length > 0 ? each("backends", holders) : undefined;
}

export const onPort = (parties: Spread<Candidate>, port: number): Spread<Target> => expand(parties, (candidate) => leaf({ candidate, port }));
