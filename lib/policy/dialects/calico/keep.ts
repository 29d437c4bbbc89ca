import { faultyAnnotations } from "#lib/source/bare.ts";
import { type JsonMap, isMap } from "#lib/source/map.ts";
import { STORED } from "./api.ts";
import { ANNOTATION, parsed } from "./storedlabels.ts";

/** Of an installation only its edition is read: a license is nobody's business. */
const BODIES: ReadonlyMap<unknown, readonly string[]> = new Map([["LicenseKey", []], ["ClusterInformation", ["calicoVersion", "cnxVersion"]]]);

/** The labels that the storage group keeps in an annotation; and rules without annotations of their own. */
export function keep({ kind, apiVersion, metadata }: JsonMap, bare: JsonMap): JsonMap {
  const keys = BODIES.get(kind);
  const spec = keys === undefined ? specOf(bare["spec"]) : only(bare["spec"], keys);
  const left = "spec" in bare ? { ...bare, spec } : bare;
  const stored = apiVersion === STORED && isMap(metadata) && isMap(metadata["annotations"]) ? metadata["annotations"][ANNOTATION] : undefined;
  if (typeof stored !== "string" || !isMap(bare["metadata"])) return left;
  const others = bare["metadata"]["annotations"];
  return { ...left, metadata: { ...bare["metadata"], annotations: { ...(isMap(others) && others), [ANNOTATION]: labelsIn(stored) } } };
}

/** Beside its labels the annotation holds all annotations that somebody wrote. */
function labelsIn(annotation: string): string {
  const kept = parsed(annotation);
  if (kept === undefined) return "{";
  return JSON.stringify(isMap(kept) ? { labels: kept["labels"] } : {});
}

const only = (spec: unknown, keys: readonly string[]): unknown => (isMap(spec) ? Object.fromEntries(Object.entries(spec).filter(([key]) => keys.includes(key))) : undefined);

function specOf(spec: unknown): unknown {
  if (!isMap(spec)) return spec;
  return Object.fromEntries(Object.entries(spec).map(([key, part]) => [key, (key === "ingress" || key === "egress") && Array.isArray(part) ? part.map(ruleOf) : part]));
}

function ruleOf(rule: unknown): unknown {
  if (!isMap(rule) || !isMap(rule["metadata"])) return rule;
  const { annotations, ...others } = rule["metadata"];
  return { ...rule, metadata: { ...others, annotations: faultyAnnotations(annotations) } };
}
