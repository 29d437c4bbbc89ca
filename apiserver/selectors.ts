import type { Kind } from "./kinds.ts";
import type { KubeObject } from "./object.ts";
import { Refusal } from "./status.ts";

export type Filter = (object: KubeObject) => boolean;

/** @returns what a `labelSelector` and a `fieldSelector` leave; undefined where they leave everything */
export function filterOf(kind: Kind, labelSelector: string, fieldSelector: string): Filter | undefined {
  const filters = [...requirements(labelSelector).map(labelFilter), ...requirements(fieldSelector).map((requirement) => fieldFilter(kind, requirement))];
  return filters.length === 0 ? undefined : (object) => filters.every((passes) => passes(object));
}

/** Split at the commas outside of parentheses. */
const requirements = (selector: string): readonly string[] =>
  selector
    .split(/,(?![^(]*\))/)
    .map((requirement) => requirement.trim())
    .filter((requirement) => requirement !== "");

function labelFilter(requirement: string): Filter {
  const value = (object: KubeObject, key: string): string | undefined => (Object.hasOwn(object.metadata.labels ?? {}, key) ? object.metadata.labels?.[key] : undefined);
  const [, key = "", operator = "", list = ""] = /^([^\s=!]+)\s+(in|notin)\s+\(([^)]*)\)$/.exec(requirement) ?? [];
  const values = list.split(",").map((entry) => entry.trim());
  if (operator === "in") return (object) => values.includes(value(object, key) ?? "\0");
  if (operator === "notin") return (object) => !values.includes(value(object, key) ?? "\0");
  const comparison = /^([^\s=!]+)\s*(==|=|!=)\s*([^\s=!]*)$/.exec(requirement);
  if (comparison) {
    const [, name = "", sign, wanted] = comparison;
    return (object) => (value(object, name) === wanted) === (sign !== "!=");
  }
  const presence = /^(!?)\s*([^\s=!(),]+)$/.exec(requirement);
  if (!presence) throw new Refusal("BadRequest", `unable to parse requirement: found '${requirement}', expected: identifier`);
  const [, absent, name = ""] = presence;
  return (object) => (value(object, name) === undefined) === (absent === "!");
}

/** Fields beyond name and namespace that the real server knows, and tools ask for. */
const FIELDS: Readonly<Record<string, readonly string[]>> = {
  pods: ["spec.nodeName", "spec.restartPolicy", "spec.serviceAccountName", "status.phase", "status.podIP"],
  events: ["involvedObject.kind", "involvedObject.name", "involvedObject.namespace", "involvedObject.uid", "reason", "type"],
  namespaces: ["status.phase"],
  nodes: ["spec.unschedulable"],
  secrets: ["type"],
};

function fieldFilter(kind: Kind, requirement: string): Filter {
  const [, field = "", sign, wanted] = /^([\w.]+)\s*(==|=|!=)\s*(.*)$/.exec(requirement) ?? [];
  if (sign === undefined) throw new Refusal("BadRequest", `invalid selector: '${requirement}'; can't understand '${requirement}'`);
  const known = field === "metadata.name" || (field === "metadata.namespace" && kind.namespaced) || (kind.group === "" && FIELDS[kind.resource]?.includes(field));
  if (known !== true) throw new Refusal("BadRequest", `field label not supported: ${field}`);
  return (object) => (valueAt(object, field.split(".")) === wanted) === (sign !== "!=");
}

function valueAt(object: KubeObject, path: readonly string[]): string {
  let value: unknown = object;
  for (const step of path) value = typeof value === "object" && value !== null && Object.hasOwn(value, step) ? (value as Record<string, unknown>)[step] : undefined;
  return typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
}
