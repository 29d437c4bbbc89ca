import type { Entity, NamespaceMatch, Peer, Rule, ServiceMatch } from "#lib/policy/algebra.ts";
import { NAME_LABEL } from "#lib/policy/selector.ts";
import { missingText } from "./gaps.ts";
import { selectorText } from "./selectors.ts";

const ENTITIES: Readonly<Record<Entity, string>> = {
  "outside": "anyone outside the cluster", "own-node": "the pod's own node", "other-nodes": "other nodes", "api-server": "the Kubernetes API",
};

/** `10.0.0.0/8 except 10.1.0.0/16`, `pods app=db in shop`, `any pod in namespaces team=a`, `api.stripe.com`, `anyone`. */
export function peerText(peer: Peer): string {
  switch (peer.kind) {
    case "anyone":
      return "anyone";
    case "cidr":
      return peer.except.length === 0 ? peer.cidr.text : `${peer.cidr.text} except ${peer.except.map(({ text }) => text).join(", ")}`;
    case "pods":
      return podsText(peer, "pods", "any pod");
    case "nodes":
      return peer.nodes.length === 0 ? "any node" : `nodes ${selectorText(peer.nodes)}`;
    case "entity":
      return ENTITIES[peer.entity];
    case "names":
      return peer.names.map(({ text }) => text).join(", ");
    case "listed": {
      const { kinds, name, namespaces, selector } = peer.lists;
      const where = namespaces && !(namespaces.kind === "named" && namespaces.name === "") ? ` in ${namespaceText(namespaces)}` : "";
      return name === undefined ? `${kindsText(kinds)} ${selectorText(selector)}`.trimEnd() + where : `${kindsText(kinds)} ${name}`;
    }
    case "services":
      return servicesText(peer.services);
    case "untold":
      return peer.missing.kind === "cloud-group" ? peer.missing.group : missingText(peer.missing);
    case "any":
      return peer.of.length === 0 ? "nobody" : eachOnce(peer.of);
    case "all":
      return peer.of.map((part) => (part.kind === "any" && part.of.length > 1 ? `(${peerText(part)})` : peerText(part))).join(" and ");
    case "not":
      return peer.of.kind === "any" && peer.of.of.length > 1 ? `not (${peerText(peer.of)})` : `not ${peerText(peer.of)}`;
  }
}

/** A kind's names of hosts are listed apart from its addresses, and said with them. */
const kindsText = (kinds: readonly string[]): string => [...new Set(kinds.map((kind) => kind.replace(/ domains$/, "")))].join(" or ");

/** A selector of pods means the sets of addresses with such labels too: they are said with the pods. */
function eachOnce(peers: readonly Peer[]): string {
  const texts = peers.some(isSet) ? withoutSets(peers).map((peer) => (peer.kind === "pods" ? podsText(peer, "pods and sets", "any pod or set") : peerText(peer))) : peers.map(peerText);
  return [...new Set(texts)].join(" or ");
}

/** Without the sets that stand beside pods. */
export const withoutSets = (peers: readonly Peer[]): readonly Peer[] => (peers.some(({ kind }) => kind === "pods") ? peers.filter((peer) => !isSet(peer)) : peers);

const isSet = (peer: Peer): boolean => peer.kind === "listed" && peer.lists.name === undefined;

const podsText = ({ pods, namespaces }: Extract<Peer, { kind: "pods" }>, some: string, every: string): string =>
  `${pods.length === 0 ? every : `${some} ${selectorText(pods)}`} in ${namespaceText(namespaces)}`;

export const servicesText = (services: ServiceMatch): string =>
  services.kind === "named" ? `Service ${services.namespace}/${services.name}` : `Services ${selectorText(services.selector)} in ${namespaceText(services.namespaces)}`;

export function namespaceText(match: NamespaceMatch): string {
  const only = onlyNamespace(match);
  if (only !== undefined) return only;
  return match.kind === "selected" && match.selector.length > 0 ? `namespaces ${selectorText(match.selector)}` : "any namespace";
}

/** The one namespace that can match, where the rule names it. */
export function onlyNamespace(match: NamespaceMatch): string | undefined {
  if (match.kind === "named") return match.name;
  const [only, second] = match.selector;
  const names = only?.operator === "In" && only.key === NAME_LABEL && !second ? [...only.values] : [];
  // `""` is the name of none, and would leave a hole in the sentence.
  return names.length === 1 && names[0] !== "" ? names[0] : undefined;
}

export const peersText = ({ peers }: Rule): string => (peers.length === 0 ? "nobody" : eachOnce(peers));
