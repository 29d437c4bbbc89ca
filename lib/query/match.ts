import { blockOf, meet } from "./blocks.ts";
import { isNamed, isWhole } from "./named.ts";
import { STATES, VERDICT_WORDS, portsOf } from "./parse.ts";
import type { Query, Subject, Term } from "./query.ts";
import { spanOf } from "./spans.ts";

type Holds = (subject: Subject) => boolean;

/** @returns what says whether all terms hold; made once for all that is asked about */
export function matcherOf(query: Query): Holds {
  const holds = query.map(termHolds);
  return (subject) => holds.every((one) => one(subject));
}

/** How many of these each term removes by itself: what somebody is told whose filter leaves nothing. */
export function removedBy(query: Query, subjects: readonly Subject[]): readonly { readonly term: string; readonly count: number }[] {
  return query.map((term) => {
    const holds = termHolds(term);
    return { term: term.written, count: subjects.filter((subject) => !holds(subject)).length };
  });
}

function termHolds({ field, values, negated }: Term): Holds {
  const holds = values.map((value) => valueHolds(field, value));
  return (subject) => holds.some((one) => one(subject)) !== negated;
}

function valueHolds(field: Term["field"], value: string): Holds {
  switch (field) {
    case "ns":
      return anyOf(isWhole(value), ({ namespaces }) => namespaces);
    case "pod":
      return anyOf(isNamed(value), ({ pods, namespaces }) => [...pods, ...pods.flatMap((pod) => namespaces.map((namespace) => `${namespace}/${pod}`))]);
    case "policy":
      return anyOf(isNamed(value), ({ policies }) => policies.flatMap((id) => [id, withoutKind(id)]));
    case "from":
      return endHolds(value, (subject) => [subject.fromTitle, subject.from], ({ from }) => [from]);
    case "to":
      return endHolds(value, (subject) => [subject.toTitle, subject.to], ({ to, addresses }) => [to, ...addresses]);
    case "ip":
      return addressHolds(value, ({ from, to, addresses }) => [from, to, ...addresses]);
    case "port": {
      const [first, last] = portsOf(value) ?? [0, 0];
      return ({ port }) => first <= port && port <= last;
    }
    case "verdict":
      return ({ verdict }) => Object.entries(VERDICT_WORDS).some(([word, code]) => word === value && code === verdict);
    case "side":
      return ({ side }) => side === value || side === "both";
    case "label":
      return ({ labels }) => labels.some((label) => label === value || (!value.includes("=") && label.startsWith(`${value}=`)));
    case "changed": {
      const span = spanOf(value);
      return ({ changedAgo }) => changedAgo !== undefined && changedAgo <= span;
    }
    case "is":
      return stateHolds(STATES.find((state) => state === value));
    case "text":
      return endHolds(value, everyName, ({ from, to, addresses }) => [from, to, ...addresses]);
  }
}

const everyName = ({ namespaces, pods, fromTitle, from, toTitle, to, addresses, policies }: Subject): readonly string[] => [fromTitle, from, toTitle, to, ...namespaces, ...pods, ...addresses, ...policies];

function stateHolds(state: (typeof STATES)[number] | undefined): Holds {
  switch (state) {
    case "watched":
      return ({ watched }) => watched;
    case "open":
      return ({ open }) => open;
    case "changed":
      return ({ changedAgo }) => changedAgo !== undefined;
    case undefined:
      return () => false;
  }
}

const anyOf = (is: (name: string) => boolean, names: (subject: Subject) => readonly string[]): Holds => (subject) => names(subject).some(is);

/** An end is found by its name, and by an address of it or around it. */
function endHolds(value: string, names: (subject: Subject) => readonly string[], addresses: (subject: Subject) => readonly string[]): Holds {
  const named = anyOf(isNamed(value), (subject) => names(subject).flatMap((name) => [name, withoutWord(name)]));
  const at = addressHolds(value, addresses);
  return (subject) => named(subject) || at(subject);
}

function addressHolds(value: string, addresses: (subject: Subject) => readonly string[]): Holds {
  const wanted = blockOf(value);
  if (wanted === undefined) return () => false;
  return (subject) =>
    addresses(subject).some((text) => {
      const block = blockOf(text.replace(/^(ip|cidr):/, ""));
      return block !== undefined && meet(wanted, block);
    });
}

/** `Kind:namespace/name` is found by `namespace/name` as well. */
const withoutKind = (policy: string): string => policy.slice(policy.indexOf(":") + 1);

/** `default/deploy/api` is found by `default/api`, `svc:shop/web` by `shop/web`. */
function withoutWord(id: string): string {
  const parts = id.split("/");
  return parts.length === 3 ? `${parts[0] ?? ""}/${parts[2] ?? ""}` : id.slice(id.indexOf(":") + 1);
}
