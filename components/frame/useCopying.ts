"use client";

import { useEffect, useState } from "react";
import { ROUTES } from "#lib/api/routes.ts";
import { slackHtml } from "#lib/describe/slack.ts";
import type { Selection } from "#lib/url/selection.ts";
import { ask } from "../api/ask.ts";
import { useAged } from "../live/useAged.ts";

/** How long it is shown what became of a copy, milliseconds. */
const SHOWN = 4_000;

/** Copies the address, or what is told of a connection. @param at the past state that is shown */
export function useCopying(cluster: string, at: string | undefined): { readonly copyLink: () => void; readonly copySlack: (ends: Selection) => void; readonly said: string } {
  const [said, setSaid] = useState("");
  const aged = useAged();
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), SHOWN);
    return () => clearTimeout(timer);
  }, [said]);

  const copyLink = (): void => {
    navigator.clipboard.writeText(window.location.href).then(
      () => setSaid("Link copied"),
      () => setSaid("Not copied: the browser forbids it"),
    );
  };
  const copySlack = ({ from, to, port, proto }: Selection): void => {
    const text = ask(ROUTES.check, { cluster, from, to, port, proto, at }, new AbortController().signal).then(({ slack }) => aged(slack));
    const as = (type: string, form: (slack: string) => string): Promise<Blob> => text.then((slack) => new Blob([form(slack)], { type }));
    // Promises are given, so that the text may come after the press that allowed it.
    const written = navigator.clipboard.write([new ClipboardItem({ "text/plain": as("text/plain", (slack) => slack), "text/html": as("text/html", slackHtml) })]);
    written.then(
      () => setSaid("Copied for Slack"),
      async () => setSaid((await text.then(() => true, () => false)) ? "Not copied: the browser forbids it" : "Not copied: the server did not answer"),
    );
  };
  return { copyLink, copySlack, said };
}
