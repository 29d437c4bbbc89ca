"use client";

import type { WorkloadJson } from "#lib/api/pages.ts";
import { slackHtml } from "#lib/describe/slack.ts";
import { workloadMarkdown, workloadSlack } from "#lib/describe/workload.ts";
import { useAged } from "../live/useAged.ts";
import { CopyChoices } from "../parts/CopyChoices.tsx";

/** The workload for a channel, a ticket and a terminal, with the page's address as it is when it is copied. */
export function WorkloadCopy({ workload }: { readonly workload: WorkloadJson }) {
  const aged = useAged();
  const slack = (): string => aged(workloadSlack(workload, window.location.href));
  return (
    <CopyChoices
      choices={[
        { word: "Link", key: "l", what: () => ({ kind: "text", text: window.location.href }) },
        { word: "For Slack", key: "c", what: () => ({ kind: "rich", text: slack(), html: slackHtml(slack()) }) },
        { word: "Markdown", key: "C", what: () => ({ kind: "text", text: aged(workloadMarkdown(workload, window.location.href)) }) },
        { word: "kubectl", what: () => ({ kind: "text", text: workload.kubectl.map(({ title, command }) => `# ${title}\n${command}`).join("\n\n") }) },
        { word: "JSON", what: () => ({ kind: "text", text: JSON.stringify(workload, undefined, 2) }) },
      ]}
    />
  );
}
