import { type JsonMap, isMap } from "#lib/source/map.ts";

/** Beside what is written Cilium's own opinion of a policy (`checkStatus`). */
export function keep({ status }: JsonMap, bare: JsonMap): JsonMap {
  const conditions = isMap(status) && Array.isArray(status["conditions"]) ? (status["conditions"] as readonly unknown[]) : [];
  const told = conditions.filter(isMap).filter(({ type }) => type === "Valid").map(({ type, status: holds, message }) => ({ type, status: holds, message }));
  return told.length === 0 ? bare : { ...bare, status: { conditions: told } };
}
