import type { ServiceMatch } from "#lib/policy/algebra.ts";
import type { Field } from "#lib/source/field.ts";
import { dnsSubdomainFaults } from "#lib/source/names.ts";
import { isUnset } from "./entries.ts";

/** Criteria that may not stand beside `services`: it knows its own addresses (semantics §4.4). */
const EXCLUDED = ["nets", "notNets", "selector", "notSelector", "namespaceSelector", "serviceAccounts"] as const;

/** @param home the policy's namespace, "" for one of the cluster, which has to name the Service's */
export function readServices(entity: Field, home: string): ServiceMatch | undefined {
  const services = entity.at("services");
  if (services.absent || !services.struct("name", "namespace")) return undefined;
  for (const key of EXCLUDED) {
    if (!isUnset(entity.at(key))) entity.at(key).error("forbidden", `\`${key}\` may not stand beside \`services\``);
  }
  const name = readName(services.at("name"));
  const namespace = readName(services.at("namespace"));
  if (services.at("name").absent || name === "") services.at("name").error("required", "`services` needs the `name` of a Service");
  if (home === "" && namespace === "") services.at("namespace").error("required", "`services` needs a `namespace` in a policy that has none itself");
  return { kind: "named", namespace: namespace === "" ? home : namespace, name };
}

function readName(field: Field): string {
  const text = field.text() ?? "";
  if (text !== "") field.check(text, dnsSubdomainFaults);
  return text;
}

/** Services may stand only where the other end is: the destination of egress, the source of ingress. */
export function checkServicesSide(entity: Field, isPeer: boolean): void {
  const services = entity.at("services");
  if (services.absent || isPeer) return;
  services.error("forbidden", "`services` may stand only in the `destination` of an egress rule or the `source` of an ingress rule");
}
