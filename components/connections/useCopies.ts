import { useEffect, useState } from "react";
import type { ConnectionRow } from "#lib/api/connections.ts";
import { ROUTES } from "#lib/api/routes.ts";
import { ask } from "../api/ask.ts";
import { useAged } from "../live/useAged.ts";

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
    // A promise is given, so that the text may come after the key that allowed it.
    const text = ask(ROUTES.check, asked, new AbortController().signal).then((check) => new Blob([aged(check[as])], { type: "text/plain" }));
    navigator.clipboard.write([new ClipboardItem({ "text/plain": text })]).then(
      () => setSaid(SAID[as]),
      async () => setSaid((await text.then(() => true, () => false)) ? "Not copied: the browser forbids it" : "Not copied: the server did not answer"),
    );
  };
  return { copy, said };
}
