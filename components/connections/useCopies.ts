import { useEffect, useState } from "react";
import type { ConnectionRow } from "#lib/api/connections.ts";
import { ROUTES } from "#lib/api/routes.ts";
import { slackHtml } from "#lib/describe/slack.ts";
import { ask } from "../api/ask.ts";
import { useAged } from "../live/useAged.ts";
import { copy as toClipboard } from "../parts/clipboard.ts";

export type CopyAs = "slack" | "markdown";

const SAID: Readonly<Record<CopyAs, string>> = { slack: "Copied for Slack", markdown: "Copied as Markdown" };

/** How long it is shown what became of a copy, milliseconds. */
const SHOWN = 3_000;

/** Copies what a check says of a row. @param at the past state that is shown */
export function useCopies(cluster: string, at: string | undefined): { readonly copy: (row: ConnectionRow, as: CopyAs) => void; readonly said: string } {
  const [said, setSaid] = useState("");
  const aged = useAged();
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), SHOWN);
    return () => clearTimeout(timer);
  }, [said]);

  const copy = ({ from, to, port, protocol }: ConnectionRow, as: CopyAs): void => {
    const asked = { cluster, from, to, port: String(port), proto: protocol.toLowerCase(), at };
    const text = ask(ROUTES.check, asked, new AbortController().signal).then((check) => aged(check[as]));
    toClipboard({ kind: "asked", text, ...(as === "slack" && { html: text.then(slackHtml) }) }).then(
      () => setSaid(SAID[as]),
      async () => setSaid((await text.then(() => true, () => false)) ? "Not copied: the browser forbids it" : "Not copied: the server did not answer"),
    );
  };
  return { copy, said };
}
