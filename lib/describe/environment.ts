const WORDS = [
  ["PROD", /(^|[^a-z])(prod|prd|production)([^a-z]|$)/],
  ["STAGING", /(^|[^a-z])(staging|stage|stg|preprod|pre-prod)([^a-z]|$)/],
] as const;

/** What a cluster is, where its name says so: nobody should mistake one for the other at night. */
export function environmentWord(clusterName: string): "PROD" | "STAGING" | undefined {
  const name = clusterName.toLowerCase();
  return WORDS.findLast(([, pattern]) => pattern.test(name))?.[0];
}
