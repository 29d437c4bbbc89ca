import type { Address } from "#lib/net/address.ts";
import { everyRange, publicRanges } from "#lib/net/range.ts";
import type { Service } from "#lib/cluster/facts.ts";
import type { Protocol } from "#lib/policy/algebra.ts";
import type { Missing } from "#lib/policy/uncertainty.ts";
import { NAMESPACES, PODS, SERVICES } from "#lib/policy/unread.ts";
import { type Candidate, type Target, inhabitantCandidate, rangesCandidate } from "./candidates.ts";
import type { Context } from "./context.ts";
import { normalHost } from "./ids.ts";
import type { LookedUp } from "./lookedup.ts";
import { addressTargets, serviceTargets } from "./services.ts";
import { type Spread, each, expand, gap, leaf } from "./spread.ts";
import { unreadGap, unreadIn } from "./unseen.ts";

/** Where an address of a name is known from. */
export type AddressSource = "catalogue" | "recorded" | "resolver";

export interface KnownAddress {
  readonly address: Address;
  readonly source: AddressSource;
  /** RFC 3339. */
  readonly at?: string;
  /** Who was asked, where it is the resolver that tells. */
  readonly by?: readonly string[];
}

export interface ResolvedName {
  readonly host: string;
  readonly addresses: readonly KnownAddress[];
  /** The catalogue says that it is somewhere in the internet. */
  readonly public: boolean;
  /** What the resolver said, where one was asked. */
  readonly lookedUp?: LookedUp;
  /** Addresses of a family that the source has none of. */
  readonly unused?: readonly KnownAddress[];
}

/** Every address that anybody recorded for the name, each once. */
export function resolveName(text: string, { known, lookedUp }: Context): ResolvedName {
  const host = normalHost(text);
  const entries = known.destinationsOf(host);
  const recorded = (known.cluster?.resolved ?? []).filter((entry) => entry.host === host);
  const said = lookedUp.get(host);
  const all: readonly KnownAddress[] = [
    ...(said?.kind === "resolved" ? said.addresses.map((address): KnownAddress => ({ address, source: "resolver", at: said.at, by: said.by })) : []),
    ...recorded.flatMap(({ addresses, at }) => addresses.map((address): KnownAddress => ({ address, source: "recorded", ...(at !== undefined && { at }) }))),
    ...entries.flatMap(({ addresses }) => addresses.map((address): KnownAddress => ({ address, source: "catalogue" }))),
  ];
  const once = new Map(all.toReversed().map((known) => [known.address.text, known]));
  return { host, addresses: [...once.values()].reverse(), public: entries.some((entry) => entry.public), ...(said && { lookedUp: said }) };
}

/** The name as one source sees it. */
export function resolveNameFor(source: Candidate | undefined, text: string, context: Context): ResolvedName {
  const resolved = resolveName(text, context);
  const addresses = source ? usableFrom(source, resolved.addresses) : resolved.addresses;
  const unused = resolved.addresses.filter((one) => !addresses.includes(one));
  return { ...resolved, addresses, ...(unused.length > 0 && { unused }) };
}

/** Nobody dials an address of a family that it has none of itself (RFC 6724): a lookup tells both, whoever asks. */
function usableFrom<T extends Pick<KnownAddress, "address">>({ whereabouts }: Candidate, addresses: readonly T[]): readonly T[] {
  if (whereabouts.kind !== "known") return addresses;
  const families = new Set(whereabouts.addresses.map(({ family }) => family));
  const usable = addresses.filter(({ address }) => families.has(address.family));
  return usable.length > 0 ? usable : addresses;
}

/** Whom a call to a name reaches: a Service of the cluster, known addresses, or some address that nobody told us. */
export function nameTargets(text: string, port: number, protocol: Protocol, source: Candidate, context: Context): Spread<Target> {
  const host = normalHost(text);
  const inCluster = clusterName(host, source, context);
  if (inCluster?.pod) {
    const unread = unreadIn<Target>(PODS, inCluster.service.namespace, host, context);
    if (unread) return unread;
    const pod = context.known.residents.pod(inCluster.service.namespace, inCluster.pod);
    if (pod) return leaf({ candidate: inhabitantCandidate(pod, context), port, via: inCluster.service });
  }
  if (inCluster) return namedServiceTargets(inCluster.service, port, protocol, source, context);
  const unread = unreadService(host, source, context);
  if (unread) return gap(unreadGap(host, [unread]));
  if (isClusterDomain(host)) return gap({ kind: "service-of-name", host });
  const { addresses: all, public: publicOnly } = resolveName(host, context);
  const addresses = usableFrom(source, all);
  const byName = (target: Target): Spread<Target> => leaf({ ...target, candidate: { ...target.candidate, host } });
  if (addresses.length > 0) return expand(each("addresses", addresses.map(({ address }) => addressTargets(address, port, protocol, source, context))), byName);
  const ranges = publicOnly ? publicRanges(context.known.usesIpv6) : everyRange(context.known.usesIpv6);
  return byName({ candidate: rangesCandidate(host, ranges, { kind: "addresses-of-name", host, publicOnly }), port });
}

/** An ExternalName is an alias, perhaps of another; one that leads back to itself ends nowhere. */
export function namedServiceTargets(service: Service, port: number | string, protocol: Protocol, source: Candidate, context: Context): Spread<Target> {
  const followed = new Set<Service>();
  for (let alias = service; alias.type === "ExternalName"; ) {
    const name = `${alias.namespace}/${alias.name}`;
    if (typeof port === "string") return gap({ kind: "service-port", service: name, port });
    if (followed.has(alias)) return gap({ kind: "alias-circle", service: name });
    followed.add(alias);
    const next = normalHost(alias.externalName ?? "");
    const found = clusterName(next, source, context)?.service;
    if (found?.type !== "ExternalName") return nameTargets(next, port, protocol, source, context);
    alias = found;
  }
  return serviceTargets(service, port, protocol, source, context);
}

const CLUSTER_DOMAIN = ".svc.cluster.local";
export const isClusterDomain = (host: string): boolean => host.endsWith(".cluster.local") || host.endsWith(".svc");

/** `web`, `web.shop`, `web.shop.svc`, `web.shop.svc.cluster.local`, and a pod's name before a headless Service's. */
export function clusterName(host: string, source: Candidate | undefined, { known }: Context): { readonly service: Service; readonly pod?: string } | undefined {
  const parts = clusterParts(host, source);
  const service = parts && known.service(parts.namespace, parts.name);
  if (!service || parts.pod === undefined) return service && { service };
  return service.headless ? { service, pod: parts.pod } : undefined;
}

/** What a name means where it is one of the cluster's. @returns undefined for one that cannot be */
function clusterParts(host: string, source: Candidate | undefined): { readonly namespace: string; readonly name: string; readonly pod?: string } | undefined {
  const bare = host.endsWith(CLUSTER_DOMAIN) ? host.slice(0, -CLUSTER_DOMAIN.length) : host.endsWith(".svc") ? host.slice(0, -".svc".length) : host;
  const [first = "", second, third, more] = bare.split(".");
  if (more !== undefined) return undefined;
  if (third !== undefined && second !== undefined) return { namespace: third, name: second, pod: first };
  const namespace = second ?? (source?.party.kind === "pod" ? source.party.namespace.name : undefined);
  return namespace === undefined ? undefined : { namespace, name: first };
}

/**
 * Why a name could be a Service's although none is known. One with dots is taken to lead outside unless it is in the cluster's
 * domain, or ends in a namespace: one that is there, or could be while nobody has recorded an address of the name.
 */
function unreadService(host: string, source: Candidate, context: Context): Missing | undefined {
  const { unread, spaces } = context.known;
  const parts = clusterParts(host, source);
  const isSpace = (name: string): boolean => spaces.namespaces.has(name) || unread.of(SERVICES).some(({ namespace }) => namespace === name);
  const isOwn = isClusterDomain(host) || !host.includes(".") || (parts && isSpace(parts.namespace));
  const missing = parts && unread.in(SERVICES, parts.namespace);
  if (!missing || isOwn) return missing;
  return unread.in(NAMESPACES, parts.namespace) && resolveName(host, context).addresses.length === 0 ? missing : undefined;
}
