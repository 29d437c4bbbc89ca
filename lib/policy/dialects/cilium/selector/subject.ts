import type { Subject } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";
import type { Author } from "../author.ts";
import { type Ask, readAsks } from "./asks.ts";
import { askCluster } from "./cluster.ts";
import { NAMESPACE_KEY } from "./key.ts";
import { NO_POD, selectPods } from "./pods.ts";

export interface SelectedSubject {
  readonly subject: Subject;
  readonly selectsInit: boolean;
}

/** An `endpointSelector`. That of a namespaced policy never leaves its namespace. */
export function readSubject(selector: Field, { scope, needs }: Author): SelectedSubject {
  const written = readAsks(selector);
  const asks = scope.kind === "namespace" ? written.filter((ask) => !isOverwritten(ask, selector, scope.name)) : written;
  const named = asks.filter(({ about }) => about.kind === "cluster").map(askCluster);
  for (const { rests } of named) if (rests) needs.add(rests);
  const subject = selectPods(asks, scope.kind === "namespace" ? scope.name : undefined);
  return {
    subject: named.some(({ holds }) => !holds) ? { ...subject, pods: NO_POD } : subject,
    selectsInit: asks.some(({ about }) => about.kind === "reserved" && about.name === "init"),
  };
}

/** A label `k8s:io.kubernetes.pod.namespace` in `matchLabels` gives way to the policy's own namespace (semantics §3.2). */
function isOverwritten({ comparison }: Ask, selector: Field, own: string): boolean {
  const label = selector.at("matchLabels").at(`k8s:${NAMESPACE_KEY}`);
  if (comparison.key !== `k8s:${NAMESPACE_KEY}` || comparison.operator !== "In" || typeof label.value !== "string" || !comparison.values.has(label.value)) return false;
  if (label.value !== own) label.problems.warning("ignored", label.path, `${quote(label.value)} is ignored: this policy selects pods of its own namespace ${quote(own)} alone`);
  return true;
}
