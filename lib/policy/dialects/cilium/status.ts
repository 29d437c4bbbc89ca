import { Field, quote } from "#lib/source/field.ts";

/** An agent that finds a policy invalid says so in its status and enforces none of it (semantics §3.1). */
export function checkStatus(status: Field): void {
  const { conditions } = mapOf(status.value);
  if (!Array.isArray(conditions)) return;
  conditions.forEach((condition: unknown, index) => {
    const { type, status: holds, message } = mapOf(condition);
    if (type !== "Valid" || holds !== "False") return;
    const said = typeof message === "string" && message !== "" ? `: ${quote(message)}` : "";
    new Field(condition, [...status.path, "conditions", index], status.problems).error("invalid", `Cilium reports this policy as invalid and does not enforce it${said}`);
  });
}

const mapOf = (value: unknown): Readonly<Record<string, unknown>> => (typeof value === "object" && value !== null ? { ...value } : {});
