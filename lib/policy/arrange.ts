import { DIRECTIONS, type Direction, type Policy, type Tier } from "./algebra.ts";
import type { Doubt, Enforcement, Feature, Support, TierDefinition } from "./dialect.ts";
import { groupOf } from "#lib/source/object.ts";
import { enforcementOf } from "./dialects.ts";
import type { Engine } from "./engines.ts";
import { NETWORK_POLICY } from "./standardtiers.ts";
import type { Assumption, Missing } from "./uncertainty.ts";
import { NOTHING_UNREAD, type Unread } from "./unread.ts";

/** The policies of a cluster as one engine has them: in their tiers, without what it does not enforce. */
export interface Arrangement {
  readonly policies: readonly Arranged[];
  /** Policies that the engine has no use for. */
  readonly notEnforced: readonly Policy[];
  /** Policies that the API server rejects for want of a part of the API. */
  readonly rejected: readonly Policy[];
  readonly doubts: readonly Doubt[];
}

export interface Arranged {
  readonly policy: Policy;
  /** Why the policy is perhaps not there; none: surely it is. */
  readonly open: readonly Missing[];
  readonly assumed: readonly Assumption[];
}

export interface Circumstances {
  readonly supports: readonly Support[];
  readonly features: ReadonlyMap<string, boolean>;
  readonly engine: Engine;
  /** Whether somebody said which engine it is; of one that was guessed nothing is concluded about what it lacks. */
  readonly engineIsTold: boolean;
  readonly unread?: Unread;
}

/** What is installed, as far as the input tells: parts of APIs by name. */
export const featuresIn = (supports: readonly Support[]): ReadonlyMap<string, boolean> =>
  new Map(supports.filter((support): support is Feature => support.kind === "feature").map(({ feature, installed }) => [feature, installed]));

export function arrange(policies: readonly Policy[], { supports, features, engine, engineIsTold: told, unread = NOTHING_UNREAD }: Circumstances): Arrangement {
  const tiers = new Map(supports.filter((support): support is TierDefinition => support.kind === "tier").map((tier) => [tier.name, tier]));
  const arranged: Arranged[] = [];
  const notEnforced: Policy[] = [];
  const rejected: Policy[] = [];
  const doubts: Doubt[] = [];
  for (const written of policies) {
    const enforcement = enforcementOf(written.ref, engine.name);
    if (enforcement === "no" && told) {
      notEnforced.push(written);
      continue;
    }
    if (enforcement !== "yes" && !judgedBothWays(enforcement, engine)) {
      doubts.push(doubtAbout(written, { kind: "enforcement", policy: written.ref, engine: engine.title }));
      continue;
    }
    const present = withFeatures(written, features, engine);
    if (present === undefined) {
      rejected.push(written);
      continue;
    }
    const seated = seat(present.policy, tiers, engine);
    const untold: readonly Missing[] = enforcement === "untold" ? [{ kind: "enforcement", policy: written.ref, engine: engine.title }] : [];
    if (seated) arranged.push({ ...present, open: [...present.open, ...untold], policy: seated });
    else doubts.push(doubtAbout(written, unread.in({ group: groupOf(written.ref.apiVersion), kind: "Tier" }, "") ?? { kind: "tier", policy: written.ref, tier: written.tier.name }));
  }
  return { policies: arranged, notEnforced, rejected, doubts };
}

/** What an engine perhaps enforces counts where both readings differ; one that reads blocks in its own way has more than two. */
const judgedBothWays = (enforcement: Enforcement, { ipBlockMatchesPods, ipBlockMatchesNodes }: Engine): boolean => enforcement === "untold" && ipBlockMatchesPods && ipBlockMatchesNodes;

function doubtAbout(policy: Policy, missing: Missing): Doubt {
  const { subject, ref, tier } = policy;
  const couldChange = tier.defined && tier.position > NETWORK_POLICY.position ? "unlimited" : "any";
  return { touches: { kind: "pods", namespace: ref.namespace, subject }, couldChange, directions: DIRECTIONS.filter((direction) => policy[direction]), missing };
}

/** @returns undefined where the API server rejects the policy for want of a feature */
function withFeatures(written: Policy, features: ReadonlyMap<string, boolean>, engine: Engine): Arranged | undefined {
  let policy = written;
  const open: Missing[] = written.standing === "doubtful" ? [{ kind: "doubtful-policy", policy: written.ref }] : [];
  const assumed: Assumption[] = [];
  for (const { feature, lacking, untold, lackedBy = [] } of written.needs ?? []) {
    const installed = lackedBy.some((name) => name === engine.name) ? false : features.get(feature);
    if (installed === false && lacking.kind === "rejected") return undefined;
    if (installed === false && lacking.kind === "reduced") {
      policy = lacking.policy;
      assumed.push({ kind: "feature-lacking", policy: written.ref, feature, by: lackedBy.some((name) => name === engine.name) ? engine.title : "this installation" });
    }
    if (installed === undefined && untold === "open") open.push({ kind: "feature", policy: written.ref, feature });
    if (installed === undefined && untold === "assumed") assumed.push({ kind: "feature", policy: written.ref, feature });
  }
  return { policy, open, assumed };
}

/** @returns undefined where nobody knows the place of the policy's tier */
function seat(policy: Policy, tiers: ReadonlyMap<string, TierDefinition>, engine: Engine): Policy | undefined {
  const { networkPolicies } = engine;
  const { sparesOwnNode } = engine.ownNodeIsFreeInEveryTier ? NETWORK_POLICY : policy.tier;
  if (policy.tier.name === NETWORK_POLICY.name) return networkPolicies.tier === NETWORK_POLICY ? policy : { ...policy, ...networkPolicies };
  const definition = policy.tier.defined ? undefined : tiers.get(policy.tier.name);
  if (!policy.tier.defined && !definition) return undefined;
  const tier: Tier = { ...policy.tier, sparesOwnNode, ...(definition && { position: definition.position, end: definition.end }) };
  const atEnd = (direction: Direction): Partial<Policy> => {
    const rules = policy[direction];
    return rules === undefined ? {} : { [direction]: { ...rules, isolates: rules.isolates && tier.end === "deny" } };
  };
  return { ...policy, tier, ...atEnd("egress"), ...atEnd("ingress") };
}
