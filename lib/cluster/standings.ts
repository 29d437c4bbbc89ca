import type { Policy } from "#lib/policy/algebra.ts";
import type { Doubt, Support, Touches } from "#lib/policy/dialect.ts";
import type { ObjectRef, Place } from "#lib/source/object.ts";
import type { Fact } from "./facts.ts";
import { doubtsOfUnread } from "./unreaddoubts.ts";

export interface RejectedPolicy {
  readonly ref: ObjectRef;
  readonly touches: readonly Touches[];
  readonly place: Place;
}

/** How the policies of the input stand: judged, rejected by the API server, or in the way of a verdict. */
export interface Standings {
  readonly accepted: readonly Policy[];
  readonly rejected: readonly RejectedPolicy[];
  readonly doubts: readonly Doubt[];
  /** What other objects tell policies: sets of addresses, tiers, what is installed. */
  readonly supports: readonly Support[];
}

export function standingsOf(facts: readonly Fact[]): Standings {
  const accepted: Policy[] = [];
  const rejected: RejectedPolicy[] = [];
  const doubts: Doubt[] = [];
  const supports: Support[] = [];
  for (const fact of facts) {
    switch (fact.kind) {
      case "policy":
        if (fact.reading.kind === "rejected") rejected.push({ ref: fact.reading.ref, touches: fact.reading.touches, place: fact.place });
        if (fact.reading.kind === "support") supports.push(...fact.reading.supports);
        if (fact.reading.kind === "accepted") {
          accepted.push(...fact.reading.policies);
          doubts.push(...fact.reading.doubts);
        }
        break;
      case "not-evaluated":
        if (fact.couldChange !== "none") doubts.push({ touches: fact.touches, couldChange: fact.couldChange, missing: { kind: "not-evaluated", policy: fact.ref, place: fact.place } });
        break;
      case "unreadable-policy":
        doubts.push({ touches: { kind: "pods", namespace: "" }, couldChange: "any", missing: { kind: "unreadable-document", place: fact.place, kindNamed: fact.kindNamed } });
        break;
      case "cluster":
        doubts.push(...fact.unreadable.flatMap(doubtsOfUnread));
        break;
      default:
    }
  }
  return { accepted, rejected, doubts, supports };
}
