import { contains, covers } from "#lib/net/cidr.ts";
import { addressWord, exceptedText, insideText, labelText } from "#lib/describe/found.ts";
import { narrowestAround } from "./blocks.ts";
import type { Entry } from "./entries.ts";
import type { Sought } from "./sought.ts";

/** How well something was found: 0 exact, 1 begins so, 2 by an address, 3 by a label, 4 within, 5 by what a label says. */
export interface Hit {
  readonly rank: number;
  /** Of two blocks the narrower one is nearer. */
  readonly distance: number;
  /** Where it is not the name: in words. */
  readonly why: string;
}

/** Farther than any block that has the address. */
const LEFT_OUT = 200;

const hit = (rank: number, why = "", distance = 0): Hit => ({ rank, why, distance });

/** @returns undefined where the entry has nothing of it */
export function hitOf(entry: Entry, sought: Sought): Hit | undefined {
  return named(entry, sought) ?? addressed(entry, sought) ?? labelled(entry, sought) ?? within(entry, sought) ?? saying(entry, sought);
}

function named({ names, title }: Entry, { lower }: Sought): Hit | undefined {
  if (names.includes(lower)) return hit(0);
  // A name that is hardly begun is the nearer the less of it is left.
  return names.some((name) => name.startsWith(lower)) ? hit(1, "", title.length) : undefined;
}

export function addressed({ addresses, blocks, title, kind }: Entry, { text, block, whole }: Sought): Hit | undefined {
  if (block === undefined) return undefined;
  const own = addresses.find((address) => contains(block, address));
  if (own !== undefined) return whole ? hit(0, addressWord(own.text)) : hit(2, insideText(own.text, text, ""));
  const around = narrowestAround(block, blocks);
  if (around?.except !== undefined) return hit(2, exceptedText(text, around.except.text, around.cidr.text, title), LEFT_OUT);
  if (around !== undefined) return hit(2, insideText(text, around.cidr.text, kind === "policy" ? title : ""), 128 - around.cidr.prefix);
  const inside = whole ? undefined : blocks.find(({ cidr }) => covers(block, cidr));
  return inside && hit(2, insideText(inside.cidr.text, text, ""), 128);
}

const labelled = ({ labels }: Entry, { text }: Sought): Hit | undefined => (labels.includes(text) ? hit(3, labelText(text)) : undefined);

/** Half of a cluster may say `component=api`: names come first. */
function saying({ labels }: Entry, { text }: Sought): Hit | undefined {
  const label = labels.find((one) => one.slice(one.indexOf("=") + 1) === text);
  return label === undefined ? undefined : hit(5, labelText(label));
}

const within = ({ names }: Entry, { lower, pattern }: Sought): Hit | undefined => (names.some((name) => (pattern === undefined ? name.includes(lower) : pattern(name))) ? hit(4) : undefined);
