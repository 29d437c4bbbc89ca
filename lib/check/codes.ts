/** Verdict codes: stable, other programs depend on them. What each means: README, "Verdicts". */
export const CODES = [
  "ALLOWED",
  "OPEN",
  "NOT_ENFORCED",
  "BLOCKED_DEFAULT",
  "BLOCKED_RULE",
  "BLOCKED_DNS",
  "PARTLY",
  "UNKNOWN",
] as const;

export type Code = (typeof CODES)[number];

/** Codes of the trace's steps and notes. New ones may be added; none changes its meaning. */
export const STEP_CODES = [
  "SRC_OK", "SRC_NOT_FOUND", "SRC_HOST_NETWORK",
  "DST_OK", "DST_NOT_FOUND", "DST_RESOLVED", "DST_UNRESOLVED", "DST_OUTSIDE", "DST_SELF", "DST_OWN_NODE",
  "SERVICE_PORT", "SERVICE_NO_PORT", "SERVICE_NO_ENDPOINTS",
  "DNS_ALLOWED", "DNS_BLOCKED", "DNS_TCP_BLOCKED", "DNS_SKIPPED",
  "EGRESS_OPEN", "EGRESS_LIMITED", "INGRESS_OPEN", "INGRESS_LIMITED",
  "TIER_NONE", "TIER_ALLOWS", "TIER_DENIES", "TIER_PASSES", "TIER_END",
  "RULE_ALLOWS", "RULE_DENIES", "RULE_PASSES",
  "RULE_PEER_MISS", "RULE_PORT_MISS", "RULE_PROTOCOL_MISS", "RULE_FAMILY_MISS", "RULE_UNDECIDED", "NO_RULE_ALLOWS",
  "POLICY_REJECTED", "POLICY_NOT_ENFORCED", "POLICY_NOT_EVALUATED", "BEYOND_NOT_JUDGED", "FACT_MISSING", "ASSUMED",
] as const;

export type StepCode = (typeof STEP_CODES)[number];
