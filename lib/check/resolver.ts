import { type Address, parseAddress } from "#lib/net/address.ts";
import type { Service } from "#lib/cluster/facts.ts";
import type { Inhabitant } from "#lib/cluster/inhabitants.ts";
import type { Snapshot } from "#lib/cluster/snapshot.ts";
import type { Protocol } from "#lib/policy/algebra.ts";
import type { PodParty } from "#lib/policy/endpoint.ts";
import { type KindName, PODS, SERVICES, type UnreadKind, covers, missingOf } from "#lib/policy/unread.ts";
import { type Candidate, type Target, outsideCandidate } from "./candidates.ts";
import type { Context } from "./context.ts";
import { addressTargets, serviceTargets, translatedPort } from "./services.ts";
import { type Spread, each, gap, leaf, oneOf } from "./spread.ts";
import { anywhere, unreadGap, unseenPod } from "./unseen.ts";

const DNS_PORT = 53;
const SYSTEM = "kube-system";

export interface Resolver {
  readonly name: string;
  readonly ask: (protocol: Protocol) => Spread<Target>;
}

/** The resolver that the pod's resolv.conf would name, by its dnsPolicy and dnsConfig. */
export function resolverOf({ fact, party }: Inhabitant, source: Candidate, context: Context): Resolver | { readonly why: "no-resolver" | "node-resolver" } {
  const { policy, nameservers } = fact.dns;
  const own = nameservers.map((address) => ({
    name: address.text,
    ask: (protocol: Protocol) => addressTargets(address, DNS_PORT, protocol, source, context),
  }));
  const usesNode = policy === "Default" || (policy === "ClusterFirst" && fact.hostNetwork);
  if (policy === "None" || usesNode) return inOrder(own) ?? { why: usesNode ? "node-resolver" : "no-resolver" };
  const cache = nodeLocalCache(party, context);
  if (cache && !("unread" in cache)) return { name: CACHE, ask: () => leaf(cache) };
  const cluster = inOrder([...clusterResolver(source, context), ...own]);
  if (!cache) return cluster ?? { why: "no-resolver" };
  const why = unreadGap(`whether ${CACHE} runs`, [missingOf(cache.unread)]);
  return { name: cluster?.name ?? CACHE, ask: (protocol) => oneOf(why, [leaf(cache), cluster ? cluster.ask(protocol) : gap(why)]) };
}

/** The Service in kube-system that is labelled so; where that could not be read, some pod of kube-system that listens on 53. */
function clusterResolver(source: Candidate, context: Context): readonly Resolver[] {
  const { known } = context;
  const { service } = systemOf(known);
  const unread = unreadInSystem(service ? PODS : SERVICES, context);
  if (!service) return unread ? [{ name: "of the cluster", ask: () => leaf({ candidate: somePod(unread, undefined, context), port: DNS_PORT }) }] : [];
  const isListed = known.slicesOf(service) !== undefined || (service.selector?.size ?? 0) === 0;
  const listed = (protocol: Protocol): Spread<Target> => serviceTargets(service, DNS_PORT, protocol, source, context);
  const selected = (protocol: Protocol): Spread<Target> => {
    const port = translatedPort(service, DNS_PORT, protocol);
    return unread && port !== undefined ? leaf({ candidate: somePod(unread, service, context), port: typeof port === "number" ? port : DNS_PORT, via: service, dialled: { port: DNS_PORT } }) : listed(protocol);
  };
  return [{ name: `${service.namespace}/${service.name}`, ask: isListed ? listed : selected }];
}

/** What kube-system has for the cluster's names; remembered, since every pod's lookup asks. */
interface NameSystem {
  readonly service: Service | undefined;
  readonly runs: boolean;
}

const systems = new WeakMap<Snapshot, NameSystem>();

function systemOf(known: Snapshot): NameSystem {
  const found = systems.get(known) ?? {
    service: known.services.find(({ namespace, labels }) => namespace === SYSTEM && labels.get("k8s-app") === "kube-dns"),
    runs: known.residents.inNamespace(SYSTEM).some(({ fact }) => fact.hostNetwork && fact.labels.get("k8s-app") === "node-local-dns"),
  };
  systems.set(known, found);
  return found;
}

/** A cluster has a resolver, and its resolver has pods: that much is taken for granted. */
function somePod(unread: UnreadKind, service: Service | undefined, context: Context): Candidate {
  const label = "the cluster's resolver";
  const { podCidrs } = context;
  const meaning = unreadGap(label, [missingOf(unread)]);
  return unseenPod(label, [unread], podCidrs.length > 0 ? { kind: "within", ranges: podCidrs, meaning } : { ...anywhere(label, context), meaning }, context, service?.selector);
}

const unreadInSystem = (kind: KindName, { known }: Context): UnreadKind | undefined => {
  const entry = known.unread.of(kind).find((one) => covers(one, SYSTEM));
  return entry && { group: entry.group, kind: entry.kind, namespace: SYSTEM, why: entry.why };
};

/** A client walks its nameservers: only all of them blocked blocks the lookup. */
function inOrder(resolvers: readonly Resolver[]): Resolver | undefined {
  const [first, ...more] = resolvers;
  if (!first || more.length === 0) return first;
  return { name: resolvers.map(({ name }) => name).join(", "), ask: (protocol) => each("backends", resolvers.map(({ ask }) => ask(protocol))) };
}

const CACHE = "the node-local cache";

/** NodeLocal DNSCache listens on this link-local address of every node (its documented default). */
const CACHE_ADDRESS: Address | undefined = parseAddress("169.254.20.10");

/** @returns the cache, with what could not be read where that leaves open whether it runs; undefined where it does not, or not on a known node */
function nodeLocalCache({ node }: PodParty, context: Context): Target | (Target & { readonly unread: UnreadKind }) | undefined {
  const { runs } = systemOf(context.known);
  const unread = runs ? undefined : unreadInSystem(PODS, context);
  if ((!runs && !unread) || CACHE_ADDRESS === undefined || node === undefined) return undefined;
  // An engine that tells nodes by identity takes the cache's link-local address for one outside (cilium #18644).
  const onNode: Candidate = { ...outsideCandidate(CACHE_ADDRESS), party: { kind: "node", name: node, servesApi: "no" } };
  const candidate = context.engine.ipBlockMatchesNodes ? onNode : outsideCandidate(CACHE_ADDRESS);
  return { candidate, port: DNS_PORT, ...(unread && { unread }) };
}
