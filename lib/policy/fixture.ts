import { type Address, parseAddress } from "#lib/net/address.ts";
import { cidr } from "#lib/net/cidr.ts";
import type { Action, DirectionRules, Peer, Policy, PortMatch, Rule, Tier } from "./algebra.ts";
import type { Connection, Party, PodParty } from "./endpoint.ts";
import { EVERYTHING, type LabelSet, NAME_LABEL } from "./selector.ts";

/** The algebra by hand, without any policy API. */
export function addressOf(text: string): Address {
  const address = parseAddress(text);
  if (address === undefined) throw new Error(`not an address: ${text}`);
  return address;
}

export const space = (name: string, labels: Readonly<Record<string, string>> = {}, known = true): LabelSet => ({
  name, labels: new Map([...Object.entries(labels), [NAME_LABEL, name]]), known,
});

/** @param id `a/web`; the pod's only label is `app: web` */
export function pod(id: string, more: Partial<PodParty> = {}): PodParty {
  const [namespace = "", name = ""] = id.split("/");
  return { kind: "pod", id, namespace: space(namespace), labels: new Map([["app", name]]), serviceAccount: space("default"), hostNetwork: false, ports: [], ...more };
}

export const OUTSIDE: Party = { kind: "outside", servesApi: "no" };
export const node = (name: string): Party => ({ kind: "node", name, servesApi: "no" });

/** From 10.0.0.1 to 10.0.0.2, TCP 80. */
export const call = (source: Party, target: Party, more: Partial<Connection> = {}): Connection => ({
  source: { party: source, address: addressOf("10.0.0.1") },
  target: { party: target, address: addressOf("10.0.0.2") },
  port: 80, protocol: "TCP", loopback: false, ...more,
});

export const ANYONE: Peer = { kind: "anyone" };
export const ANYTHING: PortMatch = { kind: "anything" };
/** Matches every caller in 10.0.0.0/8, or none: engines differ. */
const PERHAPS: Peer = { kind: "cidr", cidr: cidr("10.0.0.0/8"), except: [], disputed: true };

const rule = (action: Action, peers: readonly Peer[] = [ANYONE], ports: readonly PortMatch[] = [ANYTHING], number = 1): Rule => ({
  action, peers, ports, number, place: { file: "p.yaml", line: number, path: "" },
});

/** @param text rules in order: `allow` matches, `allow?` perhaps, `!allow` does not */
const rules = (text: string): readonly Rule[] =>
  (text.match(/\S+/g) ?? []).map((word, i) => rule(actionOf(word), word.endsWith("?") ? [PERHAPS] : word.startsWith("!") ? [] : [ANYONE], [ANYTHING], i + 1));

function actionOf(word: string): Action {
  const action = word.replace(/[!?]/g, "");
  if (action === "allow" || action === "deny" || action === "pass") return action;
  throw new Error(`not an action: ${word}`);
}

/** One tier that ranks its policies, one that unites them, one that ranks them again. */
export const ADMIN: Tier = { name: "Admin", title: "Admin tier", position: 0, order: "ranked", end: "next", rankWord: "priority", sparesOwnNode: false, defined: true };
export const UNION: Tier = { name: "Union", title: "Union tier", position: 1, order: "union", end: "deny", rankWord: "", sparesOwnNode: true, defined: true };
export const BASELINE: Tier = { name: "Baseline", title: "Baseline tier", position: 2, order: "ranked", end: "next", rankWord: "priority", sparesOwnNode: false, defined: true };

export const policyOf = (name: string, tier: Tier, more: Partial<Policy> = {}): Policy => ({
  ref: { apiVersion: "example/v1", kind: "Policy", namespace: "a", name },
  place: { file: "p.yaml", line: 1, path: "" },
  tier, rank: 0,
  subject: { namespaces: { kind: "named", name: "a" }, pods: EVERYTHING },
  standing: "certain", ...more,
});

/** Rules for both directions; `isolates` only of the tier that unites. */
export const ranked = (tier: Tier, rank: number, text: string, more: Partial<Policy> = {}): Policy =>
  both(policyOf(`${tier.name}-${rank}-${text}`, tier, { rank, ...more }), { isolates: false, rules: rules(text) });
export const isolating = (text: string, more: Partial<Policy> = {}): Policy => both(policyOf(`isolating-${text}`, UNION, more), { isolates: true, rules: rules(text) });
export const open = (text: string, more: Partial<Policy> = {}): Policy => both(policyOf(`open-${text}`, UNION, more), { isolates: false, rules: rules(text) });

const both = (policy: Policy, direction: DirectionRules): Policy => ({ ...policy, egress: direction, ingress: direction });

export const UNPLACED: Partial<Policy> = { unplaced: true };
export const DOUBTFUL: Partial<Policy> = { standing: "doubtful" };
