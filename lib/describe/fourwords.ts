import type { AnswerJson, StepJson } from "#lib/api/answer.ts";
import { policyTitle } from "./policyids.ts";

/** What one policy says of a connection. A NetworkPolicy cannot deny; a rule that does is told as such. */
export type PolicyWord = "does not apply" | "allows" | "does not allow" | "denies" | "cannot tell";

export interface PolicySays {
  /** Kind and name, as steps have them. */
  readonly object: string;
  readonly side: "egress" | "ingress";
  readonly word: PolicyWord;
  readonly file: string | undefined;
  readonly line: number | undefined;
}

const WORDS: Readonly<Record<string, PolicyWord>> = {
  RULE_ALLOWS: "allows",
  RULE_DENIES: "denies",
  RULE_UNDECIDED: "cannot tell",
  FACT_MISSING: "cannot tell",
  POLICY_NOT_EVALUATED: "cannot tell",
  RULE_PEER_MISS: "does not allow",
  RULE_PORT_MISS: "does not allow",
  RULE_PROTOCOL_MISS: "does not allow",
  RULE_FAMILY_MISS: "does not allow",
  TIER_END: "does not allow",
  EGRESS_LIMITED: "does not allow",
  INGRESS_LIMITED: "does not allow",
  RULE_PASSES: "does not apply",
  POLICY_NOT_ENFORCED: "does not apply",
  POLICY_REJECTED: "does not apply",
};

/** The surest first: what one rule says stands, whatever another of the same policy leaves open. */
const ORDER: readonly PolicyWord[] = ["denies", "allows", "cannot tell", "does not allow", "does not apply"];

/** Each policy of the trace with its answer in a few words, for each side that it speaks of, in the order in which they are asked. */
export function policiesSay({ steps }: Pick<AnswerJson, "steps">): readonly PolicySays[] {
  // Egress is told before ingress, and what begins the second names it.
  const second = steps.findIndex(({ code }) => code.startsWith("INGRESS_"));
  const sideOf = (step: StepJson): PolicySays["side"] => (second !== -1 && steps.indexOf(step) >= second ? "ingress" : "egress");
  const told = Map.groupBy(steps.filter(isOfPolicy), (step) => `${sideOf(step)} ${step.object ?? ""}`);
  return [...told.values()].flatMap((same) => {
    const words = same.flatMap(({ code }) => WORDS[code] ?? []);
    const word = ORDER.find((one) => words.includes(one));
    const shown = same.find(({ code }) => WORDS[code] === word);
    return word === undefined || shown === undefined ? [] : [{ object: shown.object ?? "", side: sideOf(shown), word, file: shown.file, line: shown.line }];
  });
}

const isOfPolicy = ({ object }: StepJson): boolean => object !== undefined && /Policy(\.\S*)? /.test(object);

/** `default-deny` of `NetworkPolicy default/default-deny`. */
export const objectTitle = (object: string): string => policyTitle(object.slice(object.indexOf(" ") + 1));
