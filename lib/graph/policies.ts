import type { PolicyJson, PolicySummary } from "#lib/api/pages.ts";
import type { Context } from "#lib/check/context.ts";
import { policyRows } from "#lib/describe/rows.ts";
import { selectedText, tierText } from "#lib/describe/policies.ts";
import { policyId } from "#lib/describe/policyids.ts";
import type { NotEvaluated, PolicyFact } from "#lib/cluster/facts.ts";
import type { WorkloadView } from "#lib/cluster/inhabitants.ts";
import { DIRECTIONS, type Direction, type Policy } from "#lib/policy/algebra.ts";
import { identityOf, kindOf } from "#lib/source/identity.ts";
import type { ObjectRef, Place } from "#lib/source/object.ts";
import type { Problem } from "#lib/source/problem.ts";
import type { JudgedConnection } from "./connections.ts";
import { problemJson } from "./problems.ts";

export const directionsOf = (policies: readonly Policy[]): Direction[] => DIRECTIONS.filter((direction) => policies.some((policy) => policy[direction] !== undefined));

export const ruleCount = (policies: readonly Policy[]): number =>
  policies.reduce((sum, policy) => sum + DIRECTIONS.reduce((rules, direction) => rules + (policy[direction]?.rules.length ?? 0), 0), 0);

/** As they are asked. */
export const inOrder = (a: Policy, b: Policy): number => a.tier.position - b.tier.position || (a.rank === b.rank ? 0 : a.rank - b.rank);

/** The policies of one object: most have one, but an object of Cilium's can hold several. */
export const byObject = (policies: readonly Policy[]): readonly (readonly [Policy, ...Policy[]])[] =>
  [...Map.groupBy(policies, ({ ref }) => policyId(ref)).values()].flatMap(([first, ...more]) => (first ? [[first, ...more] as const] : []));

/** Every policy object of the input, also those that take no part. */
export function policySummaries(context: Context, judged: readonly JudgedConnection[]): readonly PolicySummary[] {
  const { policyFacts, notEvaluated } = context.snapshot;
  const policies = policyFacts.filter(({ reading }) => reading.kind !== "support");
  return [...policies.map((fact) => summaryOf(fact, context, judged)), ...notEvaluated.map((fact) => unevaluated(fact, context))];
}

function summaryOf({ reading, place }: PolicyFact, context: Context, judged: readonly JudgedConnection[]): PolicySummary {
  const problems = problemsAt(place, reading.ref, context);
  if (reading.kind !== "accepted") return { ...bare(reading.ref), status: reading.kind === "staged" ? "staged" : "rejected", problems };
  const policies = inForce(reading.ref, context);
  const [first] = policies;
  if (!first) return { ...bare(reading.ref), status: standingOf(reading.ref, context), problems };
  const workloads = selectedBy(policies, context);
  return {
    ...bare(reading.ref),
    status: policies.some(({ standing }) => standing === "doubtful") ? "doubtful" : "evaluated",
    tier: tierText(first),
    directions: directionsOf(policies),
    selector: [...new Set(policies.map(selectedText))].join(" or "),
    workloads: workloads.map(({ id }) => id),
    pods: workloads.flatMap(({ inhabitants }) => inhabitants).filter(({ party }) => context.policies.selecting(party).some((one) => policies.includes(one.policy))).length,
    rules: ruleCount(policies),
    blocks: blockedWhere(reading.ref, judged).length,
    problems,
  };
}

/** An accepted object without a policy in force: the engine lacks its kind, or nobody can tell what it does. */
const standingOf = (ref: ObjectRef, { policies }: Context): PolicySummary["status"] =>
  policies.notEnforced.some((policy) => policyId(policy.ref) === policyId(ref)) ? "not enforced" : "not evaluated";

/** The policies of an object as the engine has arranged them. */
const inForce = (ref: ObjectRef, { policies }: Context): readonly Policy[] => policies.all.filter((policy) => policyId(policy.ref) === policyId(ref));

const unevaluated = ({ ref, place }: NotEvaluated, context: Context): PolicySummary => ({ ...bare(ref), status: "not evaluated", problems: problemsAt(place, ref, context) });

const bare = (ref: ObjectRef): Omit<PolicySummary, "status" | "problems"> => ({
  id: policyId(ref), namespace: ref.namespace, name: ref.name, kind: kindOf(ref), tier: "", directions: [], selector: "", workloads: [], pods: 0, rules: 0, blocks: 0,
});

/** One policy for its page: its rules as rows, its own YAML, and what is blocked where it limits. */
export function policyDetail(fact: PolicyFact | NotEvaluated, context: Context, judged: readonly JudgedConnection[]): Omit<PolicyJson, "cluster"> {
  const ref = fact.kind === "policy" ? fact.reading.ref : fact.ref;
  const policies = fact.kind === "policy" ? inForce(ref, context) : [];
  const rows = (direction: Direction): PolicyJson["egressRows"] => policies.flatMap((policy) => policyRows(policy, direction, Infinity));
  return {
    policy: fact.kind === "policy" ? summaryOf(fact, context, judged) : unevaluated(fact, context),
    egressRows: rows("egress"),
    ingressRows: rows("ingress"),
    file: fact.place.file,
    firstLine: fact.place.line,
    yaml: fact.text,
    connections: blockedWhere(ref, judged).map(({ json }) => json),
  };
}

const blockedWhere = (ref: ObjectRef, judged: readonly JudgedConnection[]): readonly JudgedConnection[] => judged.filter(({ json }) => json.blockedBy.includes(policyId(ref)));

function selectedBy(wanted: readonly Policy[], { snapshot, policies }: Context): readonly WorkloadView[] {
  return snapshot.residents.workloads.filter(({ inhabitants }) => inhabitants.some(({ party }) => policies.selecting(party).some(({ policy }) => wanted.includes(policy))));
}

/** The problems of one object: by its name where it could be read, else by its place. */
const problemsAt = (place: Place, ref: ObjectRef, { snapshot }: Context): PolicySummary["problems"] =>
  snapshot.problems.filter((problem) => belongs(problem, place, ref)).map(problemJson);

const belongs = (problem: Problem, place: Place, ref: ObjectRef): boolean =>
  problem.object ? identityOf(problem.object) === identityOf(ref) : problem.place.file === place.file && problem.place.line === place.line;
