import { type Cidr, contains } from "#lib/net/cidr.ts";
import type { Direction } from "./algebra.ts";
import type { CompiledPolicies } from "./compiled.ts";
import { type Connection, type Endpoint, type Party, type PodParty, isPolicedPod, orient } from "./endpoint.ts";

/** Two numbers: equal ones are of connections of which a direction is explained in the same words. */
export interface Likeness {
  /** Of both ends and the direction. */
  readonly ends: number;
  /** Of the port and of what is to be told from the address. */
  readonly rest: number | string;
}

/** More kinds of pods than any cluster has. */
const KINDS = 2 ** 24;
const OUTSIDE = { yes: 1, no: 2, maybe: 3 } as const;
const SPOKEN = { TCP: 0, UDP: 1, SCTP: 2 } as const;

/**
 * Tells connections apart as far as policies can: pods of one template differ in their names, their nodes and their
 * addresses, of which rules see at most the blocks that they name.
 */
export class Likenesses {
  readonly #policies: CompiledPolicies;
  readonly #numbers = new Map<string, number>();
  readonly #kindOf = new WeakMap<PodParty, number>();
  readonly #blocks = { egress: new Map<number, readonly Cidr[] | undefined>(), ingress: new Map<number, readonly Cidr[] | undefined>() };

  constructor(policies: CompiledPolicies) {
    this.#policies = policies;
  }

  /** @returns undefined where that cannot be told */
  of(direction: Direction, connection: Connection): Likeness | undefined {
    const { engine } = this.#policies.world;
    const { subject, peer } = orient(direction, connection);
    if (connection.loopback || connection.hairpin || engine.exceptOverrides || engine.egressSees !== "backend" || !isPolicedPod(subject.party)) return undefined;
    const own = this.#kind(subject.party);
    const other = peer.party.kind === "outside" ? OUTSIDE[peer.party.servesApi] : this.#kind(peer.party);
    const blocks = own === undefined || other === undefined ? undefined : this.#blocksOf(direction, own, subject.party);
    if (own === undefined || other === undefined || !blocks) return undefined;
    const port = (connection.port * 4 + SPOKEN[connection.protocol]) * 4 + (direction === "egress" ? 2 : 0) + (peer.supposed ? 1 : 0);
    return { ends: own * KINDS + other, rest: blocks.length === 0 ? port : `${port} ${seenOf(peer, blocks)}` };
  }

  /** A number for all that policies see of a pod but its address; none for one in its node's network, and for who could not be read. */
  #kind(party: Party): number | undefined {
    if (!isPolicedPod(party) || party.untold || party.namespace.untold || party.serviceAccount.untold) return undefined;
    const known = this.#kindOf.get(party);
    if (known !== undefined) return known;
    const { namespace, serviceAccount, labels, ports } = party;
    const seen = JSON.stringify([namespace.name, namespace.known, serviceAccount.name, serviceAccount.known, [...labels].sort(), ports.map(({ name, port, protocol, by }) => [name, port, protocol, by])]);
    const number = this.#numbers.get(seen) ?? this.#numbers.size + 4;
    this.#numbers.set(seen, number);
    this.#kindOf.set(party, number);
    return number;
  }

  /** The blocks in a pod's rules; undefined where they ask for more than labels, blocks and ports. */
  #blocksOf(direction: Direction, kind: number, pod: PodParty): readonly Cidr[] | undefined {
    const known = this.#blocks[direction];
    if (known.has(kind)) return known.get(kind);
    const rules = this.#policies.selecting(pod).flatMap(({ policy }) => policy[direction]?.rules ?? []);
    const peers = rules.flatMap((rule) => rule.peers);
    const plain = rules.every(({ self, beyond, conditions }) => !self && !beyond && !conditions?.length) && peers.every((peer) => peer.kind === "pods" || peer.kind === "cidr" || peer.kind === "anyone");
    const blocks = plain ? peers.flatMap((peer) => (peer.kind === "cidr" ? [peer.cidr, ...peer.except] : [])) : undefined;
    known.set(kind, blocks);
    return blocks;
  }
}

/** In which of the blocks an address is. */
const seenOf = ({ address }: Endpoint, blocks: readonly Cidr[]): string => `${address.family}${blocks.map((block) => (contains(block, address) ? "+" : "-")).join("")}`;
