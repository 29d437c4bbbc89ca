import type { CheckJson } from "#lib/api/pages.ts";
import type { Answer } from "#lib/check/answer.ts";
import { figureOf } from "#lib/describe/figure.ts";
import { kubectlSteps } from "#lib/describe/kubectl.ts";
import { type ToldManifest, asMarkdown } from "#lib/describe/markdown.ts";
import { headline } from "#lib/describe/reason.ts";
import { report } from "#lib/describe/report.ts";
import { slackText } from "#lib/describe/slack.ts";
import { threeSteps } from "#lib/describe/threesteps.ts";
import { identityOf } from "#lib/source/identity.ts";
import { type ClusterState, asOf, clusterJson } from "./state.ts";

/**
 * One answer with everything that its page shows and copies.
 *
 * @param url where the answer can be opened again
 * @param manifests that its Markdown ends in
 */
export function checkJson(answered: Answer, state: ClusterState, url: string, manifests: readonly ToldManifest[] = []): CheckJson {
  const cluster = clusterJson(state);
  const when = asOf(state);
  const answer = report(answered, when);
  return {
    cluster,
    answer,
    figure: figureOf(answered, cluster.title, when),
    three: threeSteps(answered),
    headline: headline(answered),
    kubectl: kubectlSteps(answered),
    slack: slackText(answered, cluster.name, when, url),
    markdown: asMarkdown(answer, url, manifests),
  };
}

/** Policies whose text an issue can bear. */
const MOST = 6;

/** The texts of the policies that decide, and of those that limit beside them. */
export function decidingManifests({ sides, context }: Answer): readonly ToldManifest[] {
  const policies = [sides.egress, sides.ingress].flatMap(({ blockedBy, isolatedBy }) => [...blockedBy, ...isolatedBy]);
  const names = new Set(policies.map(({ ref }) => identityOf(ref)));
  return [...names].slice(0, MOST).flatMap((name) => {
    const fact = context.snapshot.policyFacts.find(({ reading }) => identityOf(reading.ref) === name);
    return fact ? [{ name, yaml: fact.text }] : [];
  });
}
