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

/** Without policyTypes: Ingress always, and Egress where there is an egress rule (the API's own default). */
function policySpec(spec: JsonObject): JsonObject {
  const egress = Array.isArray(spec["egress"]) && spec["egress"].length > 0;
  const rules = Object.fromEntries(["ingress", "egress"].filter((direction) => Array.isArray(spec[direction])).map((direction) => [direction, (spec[direction] as readonly Json[]).map(ruleWithProtocols)]));
  return { ...spec, ...rules, policyTypes: spec["policyTypes"] ?? (egress ? ["Ingress", "Egress"] : ["Ingress"]) };
}

const ruleWithProtocols = (rule: Json): Json => (isObject(rule) && Array.isArray(rule["ports"]) ? { ...rule, ports: rule["ports"].map((port: Json) => (isObject(port) ? { protocol: "TCP", ...port } : port)) } : rule);
