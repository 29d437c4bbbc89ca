import type { Missing } from "#lib/policy/uncertainty.ts";

/** A fact without which a question has no answer; put into words by lib/describe. */
export type Gap =
  | { readonly kind: "not-found"; readonly end: "source" | "target"; readonly id: string; readonly finished: boolean }
  /** It is not known who that is, or who else is there: such objects could not be read. */
  | { readonly kind: "unread"; readonly of: string; readonly missing: readonly Missing[] }
  | { readonly kind: "ambiguous-name"; readonly id: string; readonly candidates: readonly string[] }
  | { readonly kind: "address"; readonly of: string }
  | { readonly kind: "addresses-of-name"; readonly host: string; readonly publicOnly: boolean }
  | { readonly kind: "whose-address"; readonly address: string; readonly candidates: readonly string[] }
  | { readonly kind: "which-node-address"; readonly of: string }
  | { readonly kind: "service-port"; readonly service: string; readonly port: string }
  /** `onNode`: the only node whose endpoints count, by a traffic policy Local. */
  | { readonly kind: "service-endpoints"; readonly service: string; readonly onNode?: string }
  | { readonly kind: "service-of-name"; readonly host: string }
  | { readonly kind: "alias-circle"; readonly service: string }
  | { readonly kind: "hairpin"; readonly service: string }
  /** `because`: what is missing to decide that. */
  | { readonly kind: "dns"; readonly resolver: string; readonly because?: readonly Gap[] }
  | { readonly kind: "policy"; readonly missing: Missing };

/** Whether a kind that could not be read leaves the gap: then that is said whatever else is missing. */
export const isForUnread = (gap: Gap): boolean =>
  gap.kind === "unread" || (gap.kind === "policy" && gap.missing.kind === "unreadable-kind") || (gap.kind === "dns" && (gap.because ?? []).some(isForUnread));
