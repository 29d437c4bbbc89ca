import { SHOWN, type Shown } from "#lib/api/map.ts";
import type { ChangedAt } from "./subject.ts";

/** What somebody wants to see of a map, as its address says it. */
export interface MapAsked {
  /** The filter's text. */
  readonly q: string;
  /** Namespaces; none: all. */
  readonly ns: readonly string[];
  /** Namespaces whose groups are drawn, none: as many as fit; and ids of groups whose pods are. */
  readonly open: readonly string[];
  readonly show: readonly Shown[];
  readonly hide: readonly Shown[];
  /** Id of the node whose connections alone are drawn. */
  readonly focus: string | undefined;
  /** Ids of the connections that alone are drawn, with nothing that they do not lead to; absent: all. */
  readonly only?: readonly string[];
}

export const EVERYTHING: MapAsked = { q: "", ns: [], open: [], show: [], hide: [], focus: undefined };

/** When verdicts became another, by connection, seen from a time. Times are milliseconds since 1970. */
export interface Changes {
  readonly now: number;
  readonly changedAt: ChangedAt;
}

export const isEverything = ({ q, ns, open, show, hide, focus, only }: MapAsked): boolean => only === undefined && q === "" && focus === undefined && [ns, open, show, hide].every(({ length }) => length === 0);

/** @param asked the parameters of a request, which have been checked */
export function mapAsked({ q = "", ns, open, show, hide, focus }: Partial<Readonly<Record<"q" | "ns" | "open" | "show" | "hide" | "focus", string | undefined>>>): MapAsked {
  return { q, ns: listIn(ns), open: listIn(open), show: kindsIn(show), hide: kindsIn(hide), focus: focus === "" ? undefined : focus };
}

const listIn = (text = ""): readonly string[] => text.split(",").filter(Boolean);
const kindsIn = (text?: string): readonly Shown[] => listIn(text).flatMap((name) => SHOWN.find((one) => one === name) ?? []);
