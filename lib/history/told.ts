import type { ToldChange } from "#lib/describe/blame.ts";
import type { Fact } from "#lib/cluster/facts.ts";
import type { Edit } from "./edit.ts";
import { parseKey } from "./key.ts";

/** One object's edit, with the moment at which it was seen. */
export interface Culprit extends Edit {
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** How sentences name an edit. */
export function toldChange({ object, before, after, author, at }: Culprit): ToldChange {
  const { kind, namespace, name } = parseKey(object);
  return {
    kind, namespace, name: name.replace(/~\d+$/, ""), at,
    isPolicy: [...before, ...after].some((fact) => fact.kind === "policy" || fact.kind === "not-evaluated"),
    action: before.length === 0 ? "created" : after.length === 0 ? "deleted" : "changed",
    what: before.length > 0 && saysSame(before, after, "labels") ? "labels" : "all",
    ...(author && { author }),
  };
}

/** Whether facts say the same, wherever they stand and whoever wrote them. @param beside what may be different */
export function saysSame(some: readonly Fact[], others: readonly Fact[], beside?: string): boolean {
  const said = (facts: readonly Fact[]): string =>
    JSON.stringify(facts, (key, value: unknown) => {
      if (UNSAID.has(key) || key === beside) return undefined;
      return typeof value === "bigint" ? String(value) : value instanceof Map || value instanceof Set ? [...value] : value;
    });
  return some === others || said(some) === said(others);
}

const UNSAID: ReadonlySet<string> = new Set(["place", "author", "text", "problems"]);
