import type { Field } from "#lib/source/field.ts";
import type { ConfigMapUse } from "../facts.ts";

/** Every pod has it, and it holds a certificate. */
const EVERYWHERE = "kube-root-ca.crt";

/** The ConfigMaps that a pod names, each once and in the order of their names; read leniently, and in silence. */
export function configMapUses(spec: Field, containers: readonly Field[]): readonly ConfigMapUse[] {
  const uses = [...containers.flatMap(ofContainer), ...entries(spec.at("volumes")).flatMap(ofVolume)].filter(({ name }) => name !== EVERYWHERE);
  const byName = Map.groupBy(uses, ({ name }) => name);
  return [...byName].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, same]) => {
    const keys = new Set(same.flatMap((use) => use.keys ?? []));
    return same.every((use) => use.keys) ? { name, keys: [...keys].toSorted() } : { name };
  });
}

function ofContainer(container: Field): readonly ConfigMapUse[] {
  const whole = entries(container.at("envFrom")).flatMap((source) => named(source.at("configMapRef")));
  const single = entries(container.at("env")).flatMap((variable) => {
    const reference = variable.at("valueFrom").at("configMapKeyRef");
    return named(reference, [reference]);
  });
  return [...whole, ...single];
}

function ofVolume(volume: Field): readonly ConfigMapUse[] {
  const sources = [volume, ...entries(volume.at("projected").at("sources"))];
  return sources.flatMap((source) => {
    const reference = source.at("configMap");
    const items = entries(reference.at("items"));
    return named(reference, items.length > 0 ? items : undefined);
  });
}

/** @param keyed what names the keys; absent: all of them */
function named(reference: Field, keyed?: readonly Field[]): readonly ConfigMapUse[] {
  const name = text(reference.at("name"));
  return name === undefined ? [] : [{ name, ...(keyed && { keys: keyed.flatMap((entry) => text(entry.at("key")) ?? []) }) }];
}

const entries = (field: Field): readonly Field[] => (Array.isArray(field.value) ? field.list() : []);
const text = ({ value }: Field): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);
