import type { Policy } from "#lib/policy/algebra.ts";
import type { Doubt } from "#lib/policy/compiled.ts";
import type { Touches } from "#lib/policy/dialect.ts";
import type { ObjectRef, Place } from "#lib/source/object.ts";
import type { Fact } from "./facts.ts";

export interface RejectedPolicy {
  readonly ref: ObjectRef;
  readonly touches: Touches;
  readonly place: Place;
}

/** How the policies of the input stand: judged, rejected by the API server, or in the way of a verdict. */
export interface Standings {
  readonly accepted: readonly Policy[];
  readonly rejected: readonly RejectedPolicy[];
  readonly doubts: readonly Doubt[];
}

export function standingsOf(facts: readonly Fact[]): Standings {
  const accepted: Policy[] = [];
  const rejected: RejectedPolicy[] = [];
  const doubts: Doubt[] = [];
  for (const fact of facts) {
    switch (fact.kind) {
      case "policy":
        if (fact.reading.kind === "accepted") accepted.push(fact.reading.policy);
        else rejected.push({ ref: fact.reading.ref, touches: fact.reading.touches, place: fact.place });
        break;
      case "not-evaluated":
        if (fact.couldChange !== "none") doubts.push({ touches: fact.touches, couldChange: fact.couldChange, missing: { kind: "not-evaluated", policy: fact.ref, place: fact.place } });
        break;
      case "unreadable-policy":
        doubts.push({ touches: { namespace: "" }, couldChange: "any", missing: { kind: "unreadable-document", place: fact.place, kindNamed: fact.kindNamed } });
        break;
      case "cluster":
        doubts.push(...fact.unreadable.filter(({ group }) => isPolicyGroup(group)).map(({ group, kind, namespace = "", why }): Doubt => ({
          touches: { namespace }, couldChange: "any", missing: { kind: "unreadable-kind", group, kindNamed: kind, namespace, why },
        })));
        break;
      default:
    }
  }
  return { accepted, rejected, doubts };
}

const POLICY_GROUPS: ReadonlySet<string> = new Set([
  "networking.k8s.io", "policy.networking.k8s.io", "cilium.io", "crd.projectcalico.org", "projectcalico.org", "crd.antrea.io", "k8s.ovn.org", "networking.k8s.aws",
]);

/** The API groups whose kinds can change a verdict. */
const isPolicyGroup = (group: string): boolean => POLICY_GROUPS.has(group);
