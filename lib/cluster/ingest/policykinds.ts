import { POLICY_CLAIMS } from "#lib/policy/dialects.ts";
import { groupOf } from "#lib/source/object.ts";
import { own } from "../documents/own.ts";
import { DECIDING_KINDS, decidingGroupOf } from "./notevaluated.ts";

const KIND = /\bkind["']?[ \t]*:[ \t\n]*["']?([A-Za-z]{3,64})\b/g;

/** Looks for `kind: NetworkPolicy` and the like in a text that cannot be parsed; better found in a comment than missed. */
export function namedPolicyKind(text: string): string | undefined {
  for (const [, kind] of text.matchAll(KIND)) {
    if (kind !== undefined && isPolicyKind(kind)) return own(kind);
  }
  return undefined;
}

/** The API that a kind is of; where several have it, the one whose it usually is. */
export function groupOfPolicyKind(kind: string): string {
  const single = kind.replace(/List$/, "");
  const claim = POLICY_CLAIMS.find((one) => one.kind === single);
  return claim ? groupOf(claim.apiVersion) : (decidingGroupOf(single) ?? "networking.k8s.io");
}

const KINDS: ReadonlySet<string> = new Set([...DECIDING_KINDS, ...POLICY_CLAIMS.map((claim) => claim.kind)]);

export const isPolicyKind = (kind: string): boolean => KINDS.has(kind.replace(/List$/, ""));
