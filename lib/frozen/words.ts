import type { Leave } from "#lib/api/frozen.ts";
import type { Figure } from "#lib/api/pages.ts";

const SEEN = ["The pod issues the request", "The policies are consulted", "What the pod sees"] as const;

/** Above the three steps, by how it ends. */
export const TRIAD_TITLES: Readonly<Record<Figure["outcome"], readonly string[]>> = {
  blocked: SEEN,
  rule: SEEN,
  dns: SEEN,
  partly: SEEN,
  allowed: [SEEN[0], SEEN[1], "If it still fails"],
  unknown: [SEEN[0], SEEN[1], "What is missing"],
};

/** What whoever froze it left out, said at its top. */
export const LEFT_TEXTS: Readonly<Record<Leave, string>> = {
  yaml: "The YAML of policies and objects was left out by whoever froze this.",
  names: "Names and addresses were replaced by whoever froze this: each stands for the same thing throughout.",
};
