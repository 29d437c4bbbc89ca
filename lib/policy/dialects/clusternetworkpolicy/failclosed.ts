import type { Action, Peer, PortMatch, Rule } from "#lib/policy/algebra.ts";
import type { Field } from "#lib/source/field.ts";
import type { Part } from "./part.ts";

/** A rule as it was written, before it is settled which fields the installation has. */
export interface WrittenRule extends Pick<Rule, "action" | "place" | "number" | "name"> {
  readonly peers: readonly Part<Peer>[];
  readonly ports: readonly Part<PortMatch>[] | "anything";
}

const partsOf = ({ peers, ports }: WrittenRule): readonly Part<Peer | PortMatch>[] => [...peers, ...(ports === "anything" ? [] : ports)];

export const isExperimental = (rule: WrittenRule): boolean => partsOf(rule).some(({ kind }) => kind === "experimental");

/** What the rule does where experimental fields are installed, or are not and pruning leaves nothing of them. */
export function ruleOf(written: WrittenRule, experimental: boolean): Rule {
  const { peers, ports, ...stated } = written;
  const known = partsOf(written).every(({ kind }) => kind === "known" || (kind === "experimental" && experimental));
  return { ...stated, ...(known ? { peers: meaningOf(peers), ports: ports === "anything" ? ANYTHING : meaningOf(ports) } : closed(written.action)) };
}

const ANYTHING: readonly PortMatch[] = [{ kind: "anything" }];

/**
 * A rule with a part that nobody understands: one that accepts matches nothing, one that denies or passes denies all
 * (semantics §2.6, from the comments of the API's types).
 */
const closed = (action: Action): Pick<Rule, "action" | "peers" | "ports"> =>
  action === "allow" ? { action, peers: [], ports: ANYTHING } : { action: "deny", peers: [{ kind: "anyone" }], ports: ANYTHING };

const meaningOf = <T>(parts: readonly Part<T>[]): readonly T[] => parts.flatMap((part) => (part.kind === "unknown" ? [] : part.means));

/** Says what becomes of a rule in which a part is not understood; the part itself has been reported. */
export function warnClosed(rule: Field, written: WrittenRule): void {
  if (partsOf(written).every(({ kind }) => kind !== "unknown")) return;
  const effect = written.action === "allow" ? "matches nothing" : "denies everybody on every port";
  rule.problems.warning(written.action === "allow" ? "ignored" : "invalid", rule.path, `a part of this rule cannot be understood, so it ${effect}: this API fails closed`);
}
