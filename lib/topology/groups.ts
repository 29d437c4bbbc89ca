import type { Inhabitant, WorkloadView } from "#lib/cluster/inhabitants.ts";
import { differText } from "#lib/describe/mapsplit.ts";
import type { Distinction, Mark, Marks } from "./distinctions.ts";

/** Pods of one workload that no policy can tell apart, so that any of them speaks for all. */
export interface Group {
  /** The workload's id, or of a part of one `<workload id>@track=canary`. */
  readonly id: string;
  readonly workload: WorkloadView;
  readonly inhabitants: readonly [Inhabitant, ...Inhabitant[]];
  /** How many pods it stands for. */
  readonly pods: number;
  /** Why the workload is in parts; undefined: it is whole. */
  readonly split: string | undefined;
}

export function groupsOf(workload: WorkloadView, marksOf: Marks): readonly Group[] {
  const { id, inhabitants, replicas } = workload;
  const [first, ...others] = inhabitants;
  if (first === undefined) return [];
  if (others.length === 0) return [{ id, workload, inhabitants: [first], pods: replicas, split: undefined }];
  const marked = inhabitants.map((inhabitant) => ({ inhabitant, marks: marksOf(inhabitant) }));
  const differing = differingIn(marked.map(({ marks }) => marks));
  if (differing.length === 0) return [{ id, workload, inhabitants: [first, ...others], pods: inhabitants.length, split: undefined }];
  const told = marked.map(({ inhabitant, marks }) => ({ inhabitant, values: differing.map((one) => valueOf(one, marks)) }));
  const words = differing.map((one, index) => wordsFor(one, told.map(({ values }) => values[index])));
  const parts = Map.groupBy(told, ({ values }) => values.map((value, index) => words[index]?.(value) ?? "").join(";"));
  const split = differText(differing);
  return [...parts].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([suffix, members]): readonly Group[] => {
    const [one, ...more] = members.map(({ inhabitant }) => inhabitant);
    return one === undefined ? [] : [{ id: `${id}@${suffix}`, workload, inhabitants: [one, ...more], pods: members.length, split }];
  });
}

/** What two of them do not agree in. A pod without an address agrees with all others. */
function differingIn(all: readonly (readonly Mark[])[]): readonly Distinction[] {
  const seen = new Map<string, Distinction>(all.flatMap((marks) => marks.map(({ kind, key }) => [`${kind} ${key}`, { kind, key }] as const)));
  return [...seen.values()].filter((one) => {
    const values = all.map((marks) => valueOf(one, marks)).filter((value) => value !== undefined || one.kind !== "addresses");
    return values.some((value) => value !== values[0]);
  });
}

/** undefined: it has no such label, which is not the same as an empty one. */
const valueOf = ({ kind, key }: Distinction, marks: readonly Mark[]): string | undefined => marks.find((mark) => mark.kind === kind && mark.key === key)?.value;

/** How an id says the value: labels as they are, and as `track` alone where it is absent; what is too long is counted, in the order of the values. */
function wordsFor({ kind, key }: Distinction, values: readonly (string | undefined)[]): (value: string | undefined) => string {
  if (kind === "label" || kind === "node-label") return (value) => (value === undefined ? key : `${key}=${value}`);
  if (kind === "network" || kind === "account") return (value) => `${kind}=${value ?? ""}`;
  const known = [...new Set(values.filter((value) => value !== undefined))].sort();
  return (value) => `${kind}=${String(Math.max(known.indexOf(value ?? ""), 0) + 1)}`;
}
