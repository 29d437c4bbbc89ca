"use client";

import type { CheckJson } from "#lib/api/pages.ts";
import { slackHtml } from "#lib/describe/slack.ts";
import { figureSvg } from "#lib/figure/figure.ts";
import { useAged } from "../live/useAged.ts";
import { CopyChoices } from "../parts/CopyChoices.tsx";
import { pngOf } from "../parts/picture.ts";

/** The answer for a channel, a ticket, a slide and a terminal. `c`, `Shift C` and `l` take the first three. */
export function CopyMenu({ check }: { readonly check: CheckJson }) {
  const { slack, markdown, answer, kubectl, figure } = check;
  const aged = useAged();
  return (
    <CopyChoices
      choices={[
        { word: "Link", key: "l", what: () => ({ kind: "text", text: window.location.href }) },
        { word: "For Slack", key: "c", what: () => ({ kind: "rich", text: aged(slack), html: slackHtml(aged(slack)) }) },
        { word: "Markdown", key: "C", what: () => ({ kind: "text", text: aged(markdown) }) },
        { word: "Image (PNG)", what: () => ({ kind: "image", png: pngOf(figureSvg(figure)) }), told: `Its alternative text: ${figure.sentence}` },
        { word: "Alternative text of the image", what: () => ({ kind: "text", text: aged(figure.sentence) }) },
        { word: "SVG", what: () => ({ kind: "text", text: figureSvg(figure) }) },
        { word: "kubectl", what: () => ({ kind: "text", text: commandsText(kubectl) }) },
        { word: "JSON", what: () => ({ kind: "text", text: JSON.stringify(answer, undefined, 2) }) },
      ]}
    />
  );
}

/** As a script that somebody reads before it runs. */
const commandsText = (commands: CheckJson["kubectl"]): string => commands.map(({ title, command }) => `# ${title}\n${command}`).join("\n\n");
