import type { Context } from "#lib/check/context.ts";
import type { Inhabitant } from "#lib/cluster/inhabitants.ts";
import type { AskedKeys } from "./askedkeys.ts";

/** One thing by which policies tell pods apart. */
export interface Distinction {
  readonly kind: "label" | "account" | "network" | "node-label" | "ports" | "addresses" | "dns";
  /** The key of a label; empty otherwise. */
  readonly key: string;
}

/** A distinction of one pod, with what it is there; in one order for every pod of a cluster. */
export interface Mark extends Distinction {
  readonly value: string;
}

export type Marks = (inhabitant: Inhabitant) => readonly Mark[];

/** @param blocks those that tell addresses apart, by address */
export function marksIn({ policies, known }: Context, keys: AskedKeys, blocks: ReadonlyMap<string, readonly string[]>): Marks {
  const { world } = policies;
  const [podKeys, nodeKeys] = [[...keys.pods].sort(), [...keys.nodes].sort()];
  return ({ party, fact, addresses }) => {
    const { labels } = world.bearerOf(party).own;
    const own = podKeys.flatMap((key): readonly Mark[] => mark("label", labels.get(key), key));
    const network = party.hostNetwork ? mark("network", "host") : [];
    const node = party.hostNetwork && nodeKeys.length > 0 && party.node !== undefined ? known.nodes.get(party.node)?.labels : undefined;
    const ofNode = node ? nodeKeys.flatMap((key) => mark("node-label", node.get(key), key)) : [];
    const ports = party.ports.map(({ name = "", protocol, port, by }) => `${name}:${protocol}:${String(port)}:${by === "init-container" ? "init" : ""}`).sort();
    const within = party.hostNetwork ? [] : addresses.flatMap(({ text }) => blocks.get(text) ?? []);
    const families = [...new Set(addresses.map(({ family }) => `IPv${String(family)}`))].sort();
    const { policy, nameservers } = fact.dns;
    return [
      ...own,
      ...mark("account", party.serviceAccount.name),
      ...network,
      ...ofNode,
      ...mark("ports", ports.join(" ")),
      // A pod that has no address yet is taken for one of the others.
      ...(addresses.length === 0 ? [] : mark("addresses", [...families, ...within].join(" "))),
      ...mark("dns", [policy, ...nameservers.map(({ text }) => text)].join(" ")),
    ];
  };
}

const mark = (kind: Distinction["kind"], value: string | undefined, key = ""): readonly Mark[] => (value === undefined ? [] : [{ kind, key, value }]);
