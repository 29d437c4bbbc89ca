import { type GivenObject, isObject, type Json, type JsonObject } from "./object.ts";

/** What the real server fills in when a user writes an object, as far as somebody here could tell the difference. */
export function withDefaults(object: GivenObject): GivenObject {
  const spec = isObject(object["spec"]) ? object["spec"] : {};
  switch (`${object.apiVersion} ${object.kind}`) {
    case "networking.k8s.io/v1 NetworkPolicy":
      return { ...object, spec: policySpec(spec) };
    case "v1 Pod":
      return { ...object, spec: { restartPolicy: "Always", serviceAccountName: "default", ...spec }, status: { phase: "Pending", ...(isObject(object["status"]) && object["status"]) } };
    default:
      return object;
  }
}

/** “If no policyTypes are specified on a NetworkPolicy then by default Ingress will always be set and Egress will be set if [it] has any egress rules.” */
function policySpec(spec: JsonObject): JsonObject {
  const egress = Array.isArray(spec["egress"]) && spec["egress"].length > 0;
  const rules = Object.fromEntries(["ingress", "egress"].filter((direction) => Array.isArray(spec[direction])).map((direction) => [direction, (spec[direction] as readonly Json[]).map(ruleWithProtocols)]));
  return { ...spec, ...rules, policyTypes: spec["policyTypes"] ?? (egress ? ["Ingress", "Egress"] : ["Ingress"]) };
}

const ruleWithProtocols = (rule: Json): Json => (isObject(rule) && Array.isArray(rule["ports"]) ? { ...rule, ports: rule["ports"].map((port: Json) => (isObject(port) ? { protocol: "TCP", ...port } : port)) } : rule);
