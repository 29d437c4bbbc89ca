import { NAME_LABEL, NOTHING, type Requirement } from "#lib/policy/selector.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { labelKeyFaults, labelValueFaults } from "#lib/source/names.ts";

/** One requirement of a selector: about a label, or about one of the identities that Cilium keeps for itself. */
export type Term =
  | { readonly kind: "label"; readonly requirement: Requirement }
  /** `holds`: whether the identity is asked for, or ruled out. */
  | { readonly kind: "reserved"; readonly name: string; readonly holds: boolean };

const NAMESPACE = "io.kubernetes.pod.namespace";
const NAMESPACE_LABEL = "io.cilium.k8s.namespace.labels.";
const SERVICE_ACCOUNT = "io.cilium.k8s.policy.serviceaccount";
const CLUSTER = "io.cilium.k8s.policy.cluster";
/** The name that a cluster has unless it is given another one. */
const LOCAL_CLUSTER = "default";
/** Sources whose labels a pod can have; `any` is whichever. */
const POD_SOURCES: ReadonlySet<string> = new Set(["k8s", "any", "unspec"]);

const OPERATORS = ["In", "NotIn", "Exists", "DoesNotExist"] as const;
type Operator = (typeof OPERATORS)[number];

/** Reads a selector whose keys carry sources, such as `k8s:app` (semantics §3.5). What is invalid is reported and left out. */
export function readTerms(field: Field): readonly Term[] {
  if (!field.struct("matchLabels", "matchExpressions")) return [];
  const labels = field.at("matchLabels");
  const equal = [...labels.textMap()].flatMap(([key, value]) => {
    const fits = labels.at(key).check(value, labelValueFaults);
    return fits ? termOf(labels.at(key), key, "In", new Set([value])) : [];
  });
  return [...equal, ...field.at("matchExpressions").list().flatMap(readExpression)];
}

function readExpression(entry: Field): readonly Term[] {
  entry.struct("key", "operator", "values");
  const key = entry.at("key");
  const operator = readOperator(entry.at("operator"));
  const values = entry.at("values");
  const texts = values.list().flatMap((value) => value.text() ?? []);
  for (const value of values.list()) if (typeof value.value === "string") value.check(value.value, labelValueFaults);
  const text = key.text();
  if (key.absent) key.error("required", "`key` is missing");
  if (operator === undefined || text === undefined) return [];
  const compares = operator === "In" || operator === "NotIn";
  if (compares && texts.length === 0) values.error("required", `\`values\` must be specified when \`operator\` is \`${operator}\``);
  if (!compares && texts.length > 0) values.error("forbidden", `\`values\` may not be specified when \`operator\` is \`${operator}\``);
  return compares === texts.length > 0 ? termOf(key, text, operator, new Set(texts)) : [];
}

function readOperator(field: Field): Operator | undefined {
  const text = field.text();
  const operator = OPERATORS.find((known) => known === text);
  if (operator === undefined && (field.absent || text !== undefined)) field.error("unsupported-value", `${quote(text ?? "")} is not a valid selector operator: use ${OPERATORS.map((one) => `\`${one}\``).join(", ")}`);
  return operator;
}

function termOf(field: Field, text: string, operator: Operator, values: ReadonlySet<string>): readonly Term[] {
  const colon = text.indexOf(":");
  const source = colon === -1 ? "any" : text.slice(0, colon);
  const key = text.slice(colon + 1);
  const holds = operator === "In" || operator === "Exists";
  if (source === "reserved") return [{ kind: "reserved", name: key, holds }];
  if (!field.check(key, labelKeyFaults)) return [];
  if (!POD_SOURCES.has(source)) return holds ? NOTHING.map((requirement) => ({ kind: "label", requirement })) : [];
  if (key === CLUSTER) return clusterTerm(field, operator, values);
  const owned = key === NAMESPACE ? { key: NAME_LABEL, of: "namespace" } as const
    : key.startsWith(NAMESPACE_LABEL) ? { key: key.slice(NAMESPACE_LABEL.length), of: "namespace" } as const
    : key === SERVICE_ACCOUNT ? { key: NAME_LABEL, of: "service-account" } as const
    : { key };
  const requirement: Requirement = operator === "In" || operator === "NotIn" ? { operator, values, ...owned } : { operator, ...owned };
  return [{ kind: "label", requirement }];
}

/** All pods of the input are in one cluster, whose name the input does not tell. */
function clusterTerm(field: Field, operator: Operator, values: ReadonlySet<string>): readonly Term[] {
  field.problems.warning("ignored", field.path, `the name of the cluster is taken to be \`${LOCAL_CLUSTER}\`, which Cilium gives it unless told otherwise`);
  const here = operator === "Exists" || (operator === "In" && values.has(LOCAL_CLUSTER)) || (operator === "NotIn" && !values.has(LOCAL_CLUSTER));
  return here ? [] : NOTHING.map((requirement) => ({ kind: "label", requirement }));
}
