import { parseAddress } from "#lib/net/address.ts";
import type { Inhabitant } from "#lib/cluster/inhabitants.ts";
import type { Protocol } from "#lib/policy/algebra.ts";
import { type Candidate, type Target, outsideCandidate } from "./candidates.ts";
import type { Context } from "./context.ts";
import { type Judged, judgePair } from "./pairs.ts";
import { addressTargets, serviceTargets } from "./services.ts";
import { type Folded, type Spread, each, expand, fold, leaf, leaves } from "./spread.ts";
import { judgeConnection } from "./verdicts.ts";

const DNS_PORT = 53;

/** How a source's name lookup fares before any connection is made. */
export type DnsStep =
  | { readonly kind: "skipped"; readonly why: "not-a-pod" | "no-resolver" | "node-resolver" | "no-backend" }
  | {
      readonly kind: "judged";
      readonly resolver: string;
      readonly udp: Folded;
      readonly tcp: Folded;
      readonly judged: Spread<Judged>;
      /** Whether a query for another name would be let through: then it is the name that is refused. */
      readonly nameRefused: boolean;
    };

/** @param host the name that is looked up: an engine that sees queries may answer some and refuse others */
export function askDns(source: Candidate, host: string, context: Context): DnsStep {
  if (!source.inhabitant) return { kind: "skipped", why: "not-a-pod" };
  const resolver = resolverOf(source.inhabitant, source, context);
  if ("why" in resolver) return { kind: "skipped", why: resolver.why };
  const judged = expand(resolver.ask("UDP"), (target) => judgePair(source, target, "UDP", context, host));
  const folded = fold(judged, judgeConnection);
  const udp: Folded = folded.verdict === "unknown" && someAnswers(judged) ? { verdict: "partial", gaps: [] } : folded;
  if (udp.gaps.some(({ kind }) => kind === "service-endpoints" || kind === "service-port")) return { kind: "skipped", why: "no-backend" };
  const tcp = fold(expand(resolver.ask("TCP"), (target) => judgePair(source, target, "TCP", context, host)), judgeConnection);
  return { kind: "judged", resolver: resolver.name, udp, tcp, judged, nameRefused: udp.verdict === "deny" && leaves(judged).some(refusesName) };
}

/** A rule for DNS queries matches in all but the name that is asked for: the engine answers REFUSED instead of dropping. */
const refusesName = ({ explanation: { egress } }: Judged): boolean =>
  egress.decision === "deny" && egress.tiers.some(({ policies }) => policies.some(({ rules }) => rules.some(({ peerMatch, portMatch, lookupMatch }) => peerMatch === "yes" && portMatch && !lookupMatch)));

/** Whether one of those that are asked in turn surely hears the question, whatever becomes of the others. */
function someAnswers(judged: Spread<Judged>): boolean {
  switch (judged.kind) {
    case "leaf":
      return judgeConnection(judged.value).verdict === "allow";
    case "gap":
      return false;
    case "each":
      return judged.branches.some(someAnswers);
    case "one-of":
      return judged.branches.every(someAnswers);
  }
}

interface Resolver {
  readonly name: string;
  readonly ask: (protocol: Protocol) => Spread<Target>;
}

/** The resolver that the pod's resolv.conf would name, by its dnsPolicy and dnsConfig. */
function resolverOf({ fact, party }: Inhabitant, source: Candidate, context: Context): Resolver | { readonly why: "no-resolver" | "node-resolver" } {
  const { policy, nameservers } = fact.dns;
  const own = nameservers.map((address) => ({
    name: address.text,
    ask: (protocol: Protocol) => addressTargets(address, DNS_PORT, protocol, source, context),
  }));
  const usesNode = policy === "Default" || (policy === "ClusterFirst" && fact.hostNetwork);
  if (policy === "None" || usesNode) return inOrder(own) ?? { why: usesNode ? "node-resolver" : "no-resolver" };
  const cache = nodeLocalCache(context);
  if (cache && party.node !== undefined) {
    // An engine that tells nodes by identity takes the cache's link-local address for one outside (cilium #18644).
    const onNode: Candidate = { ...outsideCandidate(cache), party: { kind: "node", name: party.node, servesApi: "no" } };
    const candidate = context.engine.ipBlockMatchesNodes ? onNode : outsideCandidate(cache);
    return { name: "the node-local cache", ask: () => leaf({ candidate, port: DNS_PORT }) };
  }
  const service = context.snapshot.services.find(({ namespace, labels }) => namespace === "kube-system" && labels.get("k8s-app") === "kube-dns");
  if (!service) return inOrder(own) ?? { why: "no-resolver" };
  const cluster: Resolver = { name: `${service.namespace}/${service.name}`, ask: (protocol) => serviceTargets(service, DNS_PORT, protocol, source, context) };
  return inOrder([cluster, ...own]) ?? { why: "no-resolver" };
}

/** A client walks its nameservers: only all of them blocked blocks the lookup. */
function inOrder(resolvers: readonly Resolver[]): Resolver | undefined {
  const [first, ...more] = resolvers;
  if (!first || more.length === 0) return first;
  return { name: resolvers.map(({ name }) => name).join(", "), ask: (protocol) => each("backends", resolvers.map(({ ask }) => ask(protocol))) };
}

/** NodeLocal DNSCache listens on this link-local address of every node (its documented default). */
function nodeLocalCache({ snapshot }: Context): ReturnType<typeof parseAddress> {
  const runs = snapshot.residents.inNamespace("kube-system").some(({ fact }) => fact.hostNetwork && fact.labels.get("k8s-app") === "node-local-dns");
  return runs ? parseAddress("169.254.20.10") : undefined;
}
