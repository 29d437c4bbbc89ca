import type { Verdict as VerdictValue } from "#lib/api/answer.ts";
import type { Code } from "#lib/check/codes.ts";
import { HEADLINES } from "#lib/describe/words.ts";
import { AllowedIcon, BlockedIcon, PartlyIcon, RuleIcon, UnknownIcon } from "../parts/icons.tsx";
import styles from "./verdict.module.css";

/** What each verdict looks like: colour, sign and word say the same. */
export const LOOKS = {
  deny: { Icon: BlockedIcon, look: styles.deny, word: "Blocked", many: "blocked" },
  partial: { Icon: PartlyIcon, look: styles.partial, word: "Partly", many: "partly blocked" },
  unknown: { Icon: UnknownIcon, look: styles.unknown, word: "Cannot tell", many: "cannot tell" },
  allow: { Icon: AllowedIcon, look: styles.allow, word: "Allowed", many: "allowed" },
} as const satisfies Record<VerdictValue, object>;

/** Worst first: the order of every list. */
export const VERDICTS = ["deny", "partial", "unknown", "allow"] as const satisfies readonly VerdictValue[];

/** The verdict as a small label. */
export function VerdictTag({ verdict, code }: { readonly verdict: VerdictValue; readonly code: Code }) {
  const { look } = LOOKS[verdict];
  return (
    <span className={`${styles.tag} ${look}`} data-verdict={verdict}>
      <VerdictSign verdict={verdict} code={code} /> {HEADLINES[code]}
    </span>
  );
}

export function VerdictSign({ verdict, code, size = 14 }: { readonly verdict: VerdictValue; readonly code?: Code; readonly size?: number }) {
  const Sign = code === "BLOCKED_RULE" ? RuleIcon : LOOKS[verdict].Icon;
  return (
    <span className={`${styles.sign} ${LOOKS[verdict].look}`}>
      <Sign size={size} />
    </span>
  );
}
