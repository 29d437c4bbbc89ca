import type { ClusterJson } from "#lib/api/graph.ts";
import { checkPath } from "#lib/url/paths.ts";
import { VARIABLE } from "#server/settings.ts";

/** Name of the scenario in which the runbook's incident happens. */
const INCIDENT = "production";

/** Where the demo shows what this is good for: its own incident, checked. undefined: no demo is served, or this is it. */
export function demoPath(clusters: readonly Pick<ClusterJson, "id" | "name">[], shown: string): string | undefined {
  if (process.env[VARIABLE.demo] !== "1") return undefined;
  // What somebody else calls so comes before the demo's.
  const incident = clusters.findLast(({ name }) => name === INCIDENT);
  return incident === undefined || incident.id === shown ? undefined : checkPath(incident.id, { from: "default/pod/api-client", to: "dns:api.stripe.com", port: "443" });
}
