import type { ToldChange } from "#lib/describe/blame.ts";
import type { Edit } from "./edit.ts";
import { parseKey } from "./key.ts";
import { saysSame } from "./same.ts";

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
