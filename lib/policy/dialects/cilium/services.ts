import type { Peer } from "#lib/policy/algebra.ts";
import { EVERYTHING } from "#lib/policy/selector.ts";
import type { Field } from "#lib/source/field.ts";
import { readTerms } from "./selector.ts";

/** One entry of `toServices`: a Service by its name, or Services by their labels. */
export function readService(entry: Field): readonly Peer[] {
  entry.struct("k8sService", "k8sServiceSelector");
  const [one, many] = [entry.at("k8sService"), entry.at("k8sServiceSelector")];
  if (one.absent === many.absent) entry.error(one.absent ? "required" : "forbidden", "a service needs exactly one of `k8sService` and `k8sServiceSelector`");
  if (!one.absent) {
    one.struct("serviceName", "namespace");
    const name = required(one.at("serviceName"));
    const namespace = required(one.at("namespace"));
    return name === undefined || namespace === undefined ? [] : [{ kind: "services", services: { kind: "named", namespace, name } }];
  }
  many.struct("selector", "namespace");
  if (!many.absent && many.at("selector").absent) many.at("selector").error("required", "`selector` is missing");
  const namespace = many.at("namespace").text();
  const selector = readTerms(many.at("selector")).flatMap((term) => (term.kind === "label" ? [term.requirement] : []));
  return many.absent ? [] : [{ kind: "services", services: { kind: "selected", namespaces: namespace ? { kind: "named", name: namespace } : { kind: "selected", selector: EVERYTHING }, selector } }];
}

function required(field: Field): string | undefined {
  const text = field.text();
  if (field.absent || text === "") field.error("required", `\`${String(field.path.at(-1))}\` is missing`);
  return text === "" ? undefined : text;
}
