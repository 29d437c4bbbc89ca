import type { CheckJson } from "#lib/api/pages.ts";
import type { Answer } from "#lib/check/answer.ts";
import { figureOf } from "#lib/describe/figure.ts";
import { kubectlSteps } from "#lib/describe/kubectl.ts";
import { asMarkdown } from "#lib/describe/markdown.ts";
import { headline } from "#lib/describe/reason.ts";
import { report } from "#lib/describe/report.ts";
import { slackText } from "#lib/describe/slack.ts";
import { threeSteps } from "#lib/describe/threesteps.ts";
import { type ClusterState, asOf, clusterJson } from "./state.ts";

/** One answer with everything that its page shows and copies. @param url where the answer can be opened again */
export function checkJson(answered: Answer, state: ClusterState, url: string): CheckJson {
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
    markdown: asMarkdown(answer, url),
  };
}
