/**
 * A DNS name or a pattern of names in a rule. Every API writes its own wildcards; its dialect translates them into these
 * parts, and no text of the input ever becomes a regular expression. All texts are in lower case, without the final dot.
 */
export interface NamePattern {
  /** As it was written. */
  readonly text: string;
  readonly parts: readonly NamePart[];
}

export type NamePart =
  | { readonly kind: "text"; readonly text: string }
  /** Zero or more characters of one label: no dot. */
  | { readonly kind: "within-label" }
  /** One or more whole labels with the dots between them. */
  | { readonly kind: "labels" }
  /** Every name, the root too. */
  | { readonly kind: "every-name" };

/** The one name that a pattern without wildcards means. */
export function exactName({ parts }: NamePattern): string | undefined {
  const [only, second] = parts;
  return only?.kind === "text" && second === undefined ? only.text : undefined;
}

export const exactPattern = (text: string, name = normalName(text)): NamePattern => ({ text, parts: [{ kind: "text", text: name }] });

/** Names are compared in lower case and without the final dot. */
export const normalName = (text: string): string => text.toLowerCase().replace(/\.$/, "");

/**
 * Whether a name matches. All ways to read the wildcards are followed together, so the steps are at most the name's
 * length times the pattern's.
 *
 * @param name in lower case, without the final dot
 */
export function matchesName(pattern: NamePattern, name: string): boolean {
  return countedMatch(pattern, name).matches;
}

/** @returns `steps`: how many places of name and pattern were compared */
export function countedMatch({ parts }: NamePattern, name: string): { readonly matches: boolean; readonly steps: number } {
  if (parts.some(({ kind }) => kind === "every-name")) return { matches: true, steps: 1 };
  let steps = 0;
  // The places of the name that the parts so far can reach.
  let reached = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    if (part.kind === "text") {
      for (const at of reached) {
        steps += part.text.length;
        if (name.startsWith(part.text, at)) next.add(at + part.text.length);
      }
    } else {
      steps += name.length + 1;
      spread(part.kind === "labels", name, reached, next);
    }
    reached = next;
    if (reached.size === 0) break;
  }
  return { matches: reached.has(name.length), steps };
}

/** One walk along the name from every place that is reached. @param whole whether only whole labels count, at least one */
function spread(whole: boolean, name: string, from: ReadonlySet<number>, to: Set<number>): void {
  let open = false;
  for (let at = 0; at <= name.length; at++) {
    const startsLabel = at === 0 || name[at - 1] === ".";
    if (whole && open && (at === name.length || name[at] === ".") && !startsLabel) to.add(at);
    if (from.has(at) && (!whole || startsLabel)) open = true;
    if (!whole && open) to.add(at);
    if (!whole && name[at] === ".") open = false;
    if (whole && name[at] === "." && startsLabel) open = false;
  }
}
