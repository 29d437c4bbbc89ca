"use client";

import { useEffect, useState } from "react";
import { ROUTES } from "#lib/api/routes.ts";
import { slackHtml } from "#lib/describe/slack.ts";
import type { Selection } from "#lib/url/selection.ts";
import { useAged } from "../live/useAged.ts";
import { copy } from "../parts/clipboard.ts";
import { ask } from "./ask.ts";

export type CopyAs = "slack" | "markdown";

interface Copies {
  readonly copyAs: (ends: Selection, as: CopyAs) => void;
  readonly copyLink: () => void;
  /** What became of the last copy, until it was read. */
  readonly said: string;
}

const SAID: Readonly<Record<CopyAs, string>> = { slack: "Copied for Slack", markdown: "Copied as Markdown" };
const FORBIDDEN = "Not copied: the browser forbids it";
/** Milliseconds. */
const SHOWN = 4_000;

/** Copies what a check says of a connection, or the address. @param at the past state that is shown */
export function useCopies(cluster: string, at: string | undefined): Copies {
  const [said, setSaid] = useState("");
  const aged = useAged();
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), SHOWN);
    return () => clearTimeout(timer);
  }, [said]);

  const copyAs = ({ from, to, port, proto }: Selection, as: CopyAs): void => {
    const text = ask(ROUTES.check, { cluster, from, to, port, proto, at }, new AbortController().signal).then((check) => aged(check[as]));
    copy({ kind: "asked", text, ...(as === "slack" && { html: text.then(slackHtml) }) }).then(
      () => setSaid(SAID[as]),
      async () => setSaid((await text.then(() => true, () => false)) ? FORBIDDEN : "Not copied: the server did not answer"),
    );
  };
  const copyLink = (): void => {
    copy({ kind: "text", text: window.location.href }).then(() => setSaid("Link copied"), () => setSaid(FORBIDDEN));
  };
  return { copyAs, copyLink, said };
}
