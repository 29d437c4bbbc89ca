import type { Direction, Policy, Rule, Tier } from "#lib/policy/algebra.ts";
import type { Reading } from "#lib/policy/dialect.ts";
import { standingOf } from "#lib/policy/standing.ts";
import { Field, quote } from "#lib/source/field.ts";
import { checkClusterMetadata, clusterRef } from "#lib/source/metadata.ts";
import type { SourceObject } from "#lib/source/object.ts";
import { placeOf } from "#lib/source/place.ts";
import { ProblemList } from "#lib/source/problem.ts";
import { type WrittenRule, isExperimental, ruleOf } from "./failclosed.ts";
import { readWithin } from "./numbers.ts";
import { articled, checkOneOf, checkPresent } from "./part.ts";
import { readRules } from "./rules.ts";
import type { Schema } from "./schema.ts";
import { readSubject } from "./subject.ts";

const HIGHEST_PRIORITY = 1000;

export function readPolicy(source: SourceObject, schema: Schema): Reading {
  const problems = new ProblemList(source);
  const root = new Field(source.value, [], problems);
  const ref = clusterRef(root, schema.claim);
  const reader = { source, ref, schema };
  problems.about(ref);

  root.struct("apiVersion", "kind", "metadata", "spec", "status");
  checkOneOf(root.at("apiVersion"), [schema.claim.apiVersion]);
  checkOneOf(root.at("kind"), [schema.claim.kind]);
  checkClusterMetadata(root.at("metadata"));
  checkOnlyName(root.at("metadata"), ref.name, schema);

  const spec = root.at("spec");
  checkPresent(spec, articled(schema.claim.kind));
  spec.struct("subject", "ingress", "egress", ...(schema.hasPriority ? ["priority"] : []), ...(isTier(schema.tier) ? [] : ["tier"]));
  const tier = readTier(spec, schema);
  const rank = readPriority(spec, schema);
  const subject = spec.absent ? undefined : readSubject(spec.at("subject"), reader);
  const written = { egress: readRules("egress", spec, reader), ingress: readRules("ingress", spec, reader) };

  const standing = standingOf(problems.found);
  if (standing === "rejected" || subject === undefined || tier === undefined) {
    return { kind: "rejected", ref, touches: [{ kind: "pods", namespace: "", ...(subject && { subject }) }], problems: problems.found };
  }
  const whole: Policy = { ref, place: placeOf(source, []), tier, rank, ...(!schema.hasPriority && { unplaced: true }), subject, ...directionsOf(written, true), standing };
  const experimental = [...written.egress, ...written.ingress].some(isExperimental);
  return { kind: "accepted", ref, policies: [experimental ? withNeed(whole, written, schema) : whole], doubts: [], problems: problems.found };
}

type Written = Readonly<Record<Direction, readonly WrittenRule[]>>;

/** Selecting a pod isolates nothing here, and a direction without rules is not asked (semantics §2.5). */
function directionsOf(written: Written, experimental: boolean): Pick<Policy, Direction> {
  const rulesOf = (direction: Direction): readonly Rule[] => written[direction].map((rule) => ruleOf(rule, experimental));
  return {
    ...(written.egress.length > 0 && { egress: { isolates: false, rules: rulesOf("egress") } }),
    ...(written.ingress.length > 0 && { ingress: { isolates: false, rules: rulesOf("ingress") } }),
  };
}

/** The standard channel of the CRD prunes experimental fields, and what is left fails closed (semantics §2.1, contracts §2). */
const withNeed = (policy: Policy, written: Written, { feature }: Schema): Policy => ({
  ...policy,
  needs: [{
    feature,
    lacking: { kind: "reduced", policy: { ...policy, ...directionsOf(written, false) } },
    untold: "assumed",
    ...(namesPlaces(policy) && { lackedBy: ["calico"] }),
  }],
});

/** Calico has no use for peers by node and by name, and fails closed on them whatever is installed (semantics §2.6). */
const namesPlaces = ({ egress }: Policy): boolean => egress?.rules.some(({ peers }) => peers.some(({ kind }) => kind !== "cidr" && kind !== "pods")) ?? false;

const isTier = (tier: Schema["tier"]): tier is Tier => "position" in tier;

function readTier(spec: Field, { tier, claim }: Schema): Tier | undefined {
  if (isTier(tier)) return tier;
  const field = spec.at("tier");
  if (!spec.absent) checkPresent(field, articled(claim.kind));
  checkOneOf(field, [...tier.keys()]);
  return typeof field.value === "string" ? tier.get(field.value) : undefined;
}

function readPriority(spec: Field, { hasPriority, claim }: Schema): number {
  if (!hasPriority) return 0;
  if (!spec.absent) checkPresent(spec.at("priority"), articled(claim.kind));
  return readWithin(spec.at("priority"), 0, HIGHEST_PRIORITY) ?? 0;
}

/** @param name absent where the object has none, which is reported elsewhere */
function checkOnlyName(metadata: Field, name: string, { onlyName, claim }: Schema): void {
  if (onlyName === undefined || name === "" || name === onlyName) return;
  metadata.at("name").error("invalid", `the only ${claim.kind} of a cluster is named \`${onlyName}\`, not ${quote(name)}`);
}
