import type { Action, Direction, Peer } from "#lib/policy/algebra.ts";
import type { Field } from "#lib/source/field.ts";
import { readDomainNames } from "./domainnames.ts";
import { readNetworks } from "./networks.ts";
import { type Part, UNKNOWN, readUnion } from "./part.ts";
import type { Reader } from "./reader.ts";
import { readSelector } from "./selector.ts";
import { readPods } from "./subject.ts";

/** Traffic into a pod is never told apart by address or node (semantics §2.4). */
const INGRESS_PEERS: readonly string[] = ["namespaces", "pods"];

/** Peers that only the experimental channel of the CRDs has. */
const EXPERIMENTAL: ReadonlySet<string> = new Set(["nodes", "domainNames"]);

/** Peers that have no ports of their own with names. */
const WITHOUT_NAMED_PORTS: readonly string[] = ["networks", "nodes", "domainNames"];

/** One entry of `from` or `to`. @returns undefined when it is invalid */
export function readPeer(entry: Field, direction: Direction, action: Action | undefined, reader: Reader): Part<Peer> | undefined {
  const chosen = readUnion(entry, direction === "ingress" ? INGRESS_PEERS : reader.schema.egressPeers, "peer");
  if (chosen?.kind !== "one") return chosen;
  const means = readMeaning(chosen.key, chosen.value, action, reader);
  if (means === undefined || "kind" in means) return means;
  return { kind: EXPERIMENTAL.has(chosen.key) ? "experimental" : "known", means };
}

function readMeaning(key: string, value: Field, action: Action | undefined, reader: Reader): readonly Peer[] | typeof UNKNOWN | undefined {
  switch (key) {
    case "networks":
      return readNetworks(value);
    case "domainNames":
      return readDomainNames(value, action, reader);
    case "nodes": {
      const { selector, readable } = readSelector(value, reader, "warning");
      return readable ? [{ kind: "nodes", nodes: selector }] : UNKNOWN;
    }
    default: {
      const { namespaces, pods, readable } = readPods(key, value, reader, "warning");
      return readable ? [{ kind: "pods", namespaces, pods }] : UNKNOWN;
    }
  }
}

/** Only pods name their ports. A check of the experimental CRDs, the only ones that have named ports. */
export function checkNamedPorts(rule: Field, peers: readonly Field[], ports: readonly Field[], { schema: { namedPort } }: Reader): void {
  const nameless = peers.some((peer) => WITHOUT_NAMED_PORTS.some((key) => !peer.at(key).absent));
  if (nameless && ports.some((port) => !port.at(namedPort).absent)) {
    rule.error("forbidden", `\`${namedPort}\` may not stand in a rule to \`networks\`, \`nodes\` or \`domainNames\`: only pods name their ports`);
  }
}
