import type { StepJson } from "#lib/api/answer.ts";
import type { Frozen } from "#lib/api/frozen.ts";
import type { CheckJson } from "#lib/api/pages.ts";

/** Why a line of a policy is marked: `limits` where it isolates an end, `near` where a rule almost allows. */
export interface Mark {
  readonly kind: "limits" | "near" | "allows" | "denies" | "passes" | "asked";
  readonly words: string;
}

type Policy = Frozen["policies"][number];

/** The lines of a policy that the verdict rests on, by their number in its file. */
export function marksOf(policy: Policy, { answer }: Pick<CheckJson, "answer">): ReadonlyMap<number, Mark> {
  const lines = policy.yaml.split("\n");
  const isInside = (file: string | undefined, line: number | undefined): line is number => file === policy.file && line !== undefined && line >= policy.firstLine && line < policy.firstLine + lines.length;
  const marks = new Map<number, Mark>();
  for (const { code, file, line, path = "" } of answer.steps) {
    const mark = RULES[code];
    if (mark !== undefined && path !== "" && isInside(file, line)) marks.set(line, mark);
  }
  const { nearest } = answer;
  if (nearest && nearest.policy === policy.id && isInside(nearest.file, nearest.line)) marks.set(nearest.line, { kind: "near", words: `nearest: ${nearest.differs}` });
  const limited = (["egress", "ingress"] as const).filter((side) => answer.directions[side].isolatedBy.some((id) => id === policy.id || id.endsWith(` ${policy.id}`)));
  if (limited.length > 0) {
    const line = policy.firstLine + isolatingLine(lines);
    const there = marks.get(line);
    marks.set(line, { kind: "limits", words: [`limits ${limited.join(" and ")}`, ...(there ? [there.words] : [])].join(" · ") });
  }
  return marks;
}

const RULES: Readonly<Partial<Record<StepJson["code"], Mark>>> = {
  RULE_ALLOWS: { kind: "allows", words: "allows it" },
  RULE_DENIES: { kind: "denies", words: "denies it" },
  RULE_PASSES: { kind: "passes", words: "passes it on" },
  RULE_PEER_MISS: { kind: "asked", words: "does not match" },
  RULE_PORT_MISS: { kind: "asked", words: "other ports" },
  RULE_PROTOCOL_MISS: { kind: "asked", words: "another protocol" },
  RULE_FAMILY_MISS: { kind: "asked", words: "another family" },
  RULE_UNDECIDED: { kind: "asked", words: "not decided" },
};

/** What says that the policy limits: its types, else whom it selects, else the policy as a whole. */
function isolatingLine(lines: readonly string[]): number {
  const found = LIMITING.map((key) => lines.findIndex((line) => key.test(line))).find((index) => index >= 0);
  return found ?? 0;
}

const LIMITING = [/^ +(?:policyTypes|types):/, /^ +enableDefaultDeny:/, /^ +(?:podSelector|endpointSelector|nodeSelector|selector|subject):/, /^spec:/];
