import { SHOWN, type Shown } from "#lib/api/map.ts";
import { CODES, type Code } from "#lib/check/codes.ts";
import { listed, listedKinds } from "./lists.ts";
import { type Pair, formatPairs, parsePairs } from "./query.ts";
import { isTime, isWindow } from "./window.ts";

export const VIEWS = ["graph", "split", "table"] as const;
export type View = (typeof VIEWS)[number];

/** Everything a link says. A new field is a new line in `PARAMETERS`. */
export interface UrlState {
  /** undefined: as fits the screen and the size of the map. */
  readonly view: View | undefined;
  /** Id of the selected node or connection. */
  readonly sel: string | undefined;
  /** Namespaces shown; empty means all. */
  readonly ns: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly port: string;
  readonly proto: string;
  /** Tells apart two policies of one name. */
  readonly kind: string | undefined;
  /** When the link was made (RFC 3339, UTC), and the verdict's code at that time. */
  readonly asof: string | undefined;
  readonly was: Code | undefined;
  /** The past state that is shown (RFC 3339, UTC); undefined: the present one. */
  readonly at: string | undefined;
  /** The range of the timeline: 1h, 24h, 7d, 30d, all or from..to. */
  readonly win: string;
  /** Whether the change is looked for that a verdict rests on. */
  readonly blame: boolean;
  /** Another state to show beside this one (RFC 3339, UTC). */
  readonly compare: string | undefined;
  /** The filter, in the grammar of `lib/query`. */
  readonly q: string;
  /** Namespaces whose groups are drawn, and groups of which the single pods are. */
  readonly open: readonly string[];
  /** Kinds of edges that are drawn beside the usual ones, and those that are not. */
  readonly show: readonly Shown[];
  readonly hide: readonly Shown[];
  /** Id of the node whose connections alone are drawn. */
  readonly focus: string | undefined;
  /** The table's order: a column's id, with `-` before it from the last to the first. */
  readonly sort: string | undefined;
  /** Columns of the table; empty means the usual ones. */
  readonly cols: readonly string[];
  /** Where the map's camera is: zoom,x,y. */
  readonly cam: string | undefined;
  /** Name of the pod through which a workload was found. */
  readonly pod: string | undefined;
  /** Parameters of other versions: kept, so that passing a link on loses nothing. */
  readonly rest: readonly Pair[];
}

/** A parameter that could not be used. It is shown; nothing is defaulted in silence. */
export interface Notice {
  readonly parameter: string;
  readonly value: string;
  readonly expected: string;
}

interface Codec<Value> {
  readonly absent: Value;
  readonly expected: string;
  readonly parse: (text: string) => Value | undefined;
  readonly format: (value: Value) => string;
}

const text = (absent: string): Codec<string> => ({ absent, expected: "a text", parse: (value) => value, format: (value) => value });
const optional = <Value extends string>(expected: string, parse: (text: string) => Value | undefined): Codec<Value | undefined> => ({
  absent: undefined,
  expected,
  parse,
  format: (value) => value ?? "",
});
const oneOf = <Value extends string>(values: readonly Value[]) => (text: string): Value | undefined => values.find((value) => value === text);
const someText = (text: string): string | undefined => text || undefined;
const time = (text: string): string | undefined => (isTime(text) ? text : undefined);

const list = (expected: string): Codec<readonly string[]> => ({ absent: [], expected, parse: listed, format: (value) => value.join(",") });
const kinds: Codec<readonly Shown[]> = {
  absent: [],
  expected: `some of ${SHOWN.join(", ")}`,
  parse: (text) => {
    const known = listedKinds(text);
    return known.length === listed(text).length ? known : undefined;
  },
  format: (value) => value.join(","),
};

const PARAMETERS: { readonly [Name in keyof Omit<UrlState, "rest">]: Codec<UrlState[Name]> } = {
  view: optional(`one of ${VIEWS.join(", ")}`, oneOf(VIEWS)),
  sel: optional("an id", someText),
  ns: list("names of namespaces"),
  from: text(""),
  to: text(""),
  port: text(""),
  proto: text("tcp"),
  kind: optional("a kind", someText),
  asof: optional("a time like 2026-04-16T02:13:40Z", time),
  was: optional(`a verdict's code`, oneOf(CODES)),
  at: optional("a time like 2026-04-16T02:13:40Z", time),
  win: { absent: "24h", expected: "1h, 24h, 7d, 30d, all or two times with .. between them", parse: (text) => (isWindow(text) ? text : undefined), format: (value) => value },
  blame: { absent: false, expected: "1", parse: (text) => (text === "1" ? true : undefined), format: (value) => (value ? "1" : "") },
  compare: optional("a time like 2026-04-16T02:13:40Z", time),
  q: text(""),
  open: list("names of namespaces, or ids of workloads"),
  show: kinds,
  hide: kinds,
  focus: optional("an id", someText),
  sort: optional("the name of a column, perhaps with - before it", (text) => (/^-?[a-z]+$/.test(text) ? text : undefined)),
  cols: list("names of columns"),
  cam: optional("three numbers: zoom,x,y", (text) => (/^\d+(\.\d+)?,-?\d+,-?\d+$/.test(text) ? text : undefined)),
  pod: optional("the name of a pod", someText),
};

type Name = keyof typeof PARAMETERS;
const NAMES = Object.keys(PARAMETERS) as readonly Name[];
const VERSION = "1";

export const START: UrlState = { ...(Object.fromEntries(NAMES.map((name) => [name, PARAMETERS[name].absent])) as Omit<UrlState, "rest">), rest: [] };

/** Reads a query string; what makes no sense keeps its default and is told in `notices`. */
export function parseState(search: string): { readonly state: UrlState; readonly notices: readonly Notice[] } {
  const known: Partial<Omit<UrlState, "rest">> = {};
  const rest: Pair[] = [];
  const notices: Notice[] = [];
  for (const [parameter, value] of parsePairs(search)) {
    if (parameter === "v") {
      if (value !== VERSION) notices.push({ parameter, value, expected: VERSION });
      continue;
    }
    const name = NAMES.find((candidate) => candidate === parameter);
    if (name === undefined) rest.push([parameter, value]);
    // A form sends its empty fields too.
    else if (value !== "" || PARAMETERS[name].absent !== undefined) {
      const parsed = PARAMETERS[name].parse(value);
      if (parsed === undefined) notices.push({ parameter, value, expected: PARAMETERS[name].expected });
      else Object.assign(known, { [name]: parsed });
    }
  }
  return { state: { ...START, ...known, rest }, notices };
}

/** Defaults are left out; `v` is always there, because it says what the defaults were. */
export function formatState(state: Partial<UrlState>): string {
  const pairs = NAMES.flatMap((name) => pairOf(name, state));
  return formatPairs([...pairs, ...(state.rest ?? []), ["v", VERSION]]);
}

function pairOf<Key extends Name>(name: Key, state: Partial<UrlState>): readonly Pair[] {
  const { absent, format }: Codec<UrlState[Key]> = PARAMETERS[name];
  const value = format((state[name] ?? absent));
  return value === format(absent) ? [] : [[name, value]];
}
