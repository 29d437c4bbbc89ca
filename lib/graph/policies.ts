import type { GraphPolicy } from "#lib/api/graph.ts";
import type { PolicyJson, PolicySummary } from "#lib/api/pages.ts";
import type { Context } from "#lib/check/context.ts";
import { policyRows } from "#lib/describe/rows.ts";
import { policyName, selectorText } from "#lib/describe/policies.ts";
import type { NotEvaluated, PolicyFact } from "#lib/cluster/facts.ts";
import type { WorkloadView } from "#lib/cluster/inhabitants.ts";
import type { Direction, Policy } from "#lib/policy/algebra.ts";
import { nameOf, qualifiedName } from "#lib/source/identity.ts";
import type { ObjectRef, Place } from "#lib/source/object.ts";
import type { Problem } from "#lib/source/problem.ts";
import type { JudgedConnection } from "./connections.ts";
import { problemJson } from "./problems.ts";

const DIRECTIONS: readonly Direction[] = ["egress", "ingress"];

export const directionsOf = (policy: Policy): Direction[] => DIRECTIONS.filter((direction) => policy[direction] !== undefined);

export const selectorOf = ({ subject }: Policy): string => (subject.pods.length === 0 ? "<all pods>" : selectorText(subject.pods));

export const ruleCount = (policy: Policy): number => DIRECTIONS.reduce((sum, direction) => sum + (policy[direction]?.rules.length ?? 0), 0);

/** The policies that are judged, as the map draws them. */
export const graphPolicies = (context: Context): readonly GraphPolicy[] =>
  context.snapshot.policies.all.map((policy) => ({
    id: `policy:${policyName(policy)}`,
    namespace: policy.ref.namespace,
    name: policy.ref.name,
    kind: policy.ref.kind,
    directions: directionsOf(policy),
    wholeNamespace: policy.subject.pods.length === 0,
    selects: selectedBy(policy, context).map(({ id }) => id),
    egressRows: policyRows(policy, "egress"),
    ingressRows: policyRows(policy, "ingress"),
  }));

/** Every policy object of the input, also those that take no part. */
export function policySummaries(context: Context, judged: readonly JudgedConnection[]): readonly PolicySummary[] {
  const { policyFacts, notEvaluated } = context.snapshot;
  return [...policyFacts.map((fact) => summaryOf(fact, context, judged)), ...notEvaluated.map((fact) => unevaluated(fact, context))];
}

function summaryOf({ reading, place }: PolicyFact, context: Context, judged: readonly JudgedConnection[]): PolicySummary {
  if (reading.kind === "rejected") return { ...bare(reading.ref), status: "rejected", problems: problemsAt(place, reading.ref, context) };
  const { policy } = reading;
  const workloads = selectedBy(policy, context);
  return {
    ...bare(policy.ref),
    status: policy.standing === "doubtful" ? "doubtful" : "evaluated",
    directions: directionsOf(policy),
    selector: selectorOf(policy),
    workloads: workloads.map(({ id }) => id),
    pods: workloads.flatMap(({ inhabitants }) => inhabitants).filter(({ party }) => context.snapshot.policies.selecting(party).some((one) => one.policy === policy)).length,
    rules: ruleCount(policy),
    blocks: blockedWhere(policy, judged).length,
    problems: problemsAt(place, policy.ref, context),
  };
}

const unevaluated = ({ ref, place }: NotEvaluated, context: Context): PolicySummary => ({ ...bare(ref), status: "not evaluated", problems: problemsAt(place, ref, context) });

const bare = (ref: ObjectRef): Omit<PolicySummary, "status" | "problems"> => ({
  id: qualifiedName(ref), namespace: ref.namespace, name: ref.name, kind: ref.kind, directions: [], selector: "", workloads: [], pods: 0, rules: 0, blocks: 0,
});

/** One policy for its page: its rules as rows, its own YAML, and what is blocked where it limits. */
export function policyDetail(fact: PolicyFact | NotEvaluated, context: Context, judged: readonly JudgedConnection[]): Omit<PolicyJson, "cluster"> {
  const policy = fact.kind === "policy" && fact.reading.kind === "accepted" ? fact.reading.policy : undefined;
  const rows = (direction: Direction): PolicyJson["egressRows"] => (policy ? policyRows(policy, direction, Infinity) : []);
  return {
    policy: fact.kind === "policy" ? summaryOf(fact, context, judged) : unevaluated(fact, context),
    egressRows: rows("egress"),
    ingressRows: rows("ingress"),
    file: fact.place.file,
    firstLine: fact.place.line,
    yaml: fact.text,
    connections: policy ? blockedWhere(policy, judged).map(({ json }) => json) : [],
  };
}

const blockedWhere = (policy: Policy, judged: readonly JudgedConnection[]): readonly JudgedConnection[] => judged.filter(({ json }) => json.blockedBy.includes(policyName(policy)));

function selectedBy(policy: Policy, { snapshot }: Context): readonly WorkloadView[] {
  return snapshot.residents.workloads.filter(({ inhabitants }) => inhabitants.some(({ party }) => snapshot.policies.selecting(party).some((selecting) => selecting.policy === policy)));
}

/** The problems of one object: by its name where it could be read, else by its place. */
const problemsAt = (place: Place, ref: ObjectRef, { snapshot }: Context): PolicySummary["problems"] =>
  snapshot.problems.filter((problem) => belongs(problem, place, ref)).map(problemJson);

const belongs = (problem: Problem, place: Place, ref: ObjectRef): boolean =>
  problem.object ? nameOf(problem.object) === nameOf(ref) : problem.place.file === place.file && problem.place.line === place.line;
