"use client";

import type { CheckJson } from "#lib/api/pages.ts";
import { figureSvg } from "#lib/figure/figure.ts";
import { useAged } from "../live/useAged.ts";
import { CopyButton } from "../parts/CopyButton.tsx";
import { Menu } from "../parts/Menu.tsx";
import { ChevronIcon, CopyIcon, LinkIcon } from "../parts/icons.tsx";
import buttons from "../parts/button.module.css";
import styles from "./copymenu.module.css";

/** What people paste into channels, tickets and terminals. */
export function CopyMenu({ check }: { readonly check: CheckJson }) {
  const { slack, markdown, answer, kubectl, figure } = check;
  const aged = useAged();
  const choices = [
    { word: "For Slack", text: aged(slack) },
    { word: "Markdown", text: aged(markdown) },
    { word: "JSON", text: JSON.stringify(answer, undefined, 2) },
    { word: "kubectl debug steps", text: kubectl.map(({ title, command }) => `# ${title}\n${command}`).join("\n\n") },
    { word: "Figure as SVG", text: () => figureSvg(figure) },
  ];
  return (
    <div className={styles.copy}>
      <CopyButton icon={<LinkIcon />} text={() => window.location.href}>
        Link
      </CopyButton>
      <Menu
        end
        className={buttons.button}
        label={
          <>
            <CopyIcon /> Copy <ChevronIcon size={14} />
          </>
        }
      >
        <ul className={styles.choices}>
          {choices.map(({ word, text }) => (
            <li key={word}>
              <CopyButton bare text={text}>
                {word}
              </CopyButton>
            </li>
          ))}
        </ul>
      </Menu>
    </div>
  );
}
