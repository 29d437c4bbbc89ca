"use client";

import { useRouter } from "next/navigation";
import { checkPath, mapPath, policiesPath, staying, timelinePath } from "#lib/url/paths.ts";
import { useCopies } from "../api/useCopies.ts";
import { wish } from "../parts/wishes.ts";
import type { Choice } from "./choices.ts";
import type { InView } from "./inview.ts";
import { usePin } from "./Shortcuts.tsx";
import { applyTheme } from "./theme.ts";

/** What can be done on this page, and what became of it where that is not seen. @param at the past state that is shown */
export function useActions(cluster: string, { page, near, ends }: InView, at: string | undefined): { readonly actions: readonly Choice[]; readonly said: string } {
  const router = useRouter();
  const pin = usePin();
  const { copyAs, copyLink, said } = useCopies(cluster, at);
  const go = (id: string, title: string, path: string, keys?: string): Choice => ({ id, title, detail: "", act: { kind: "go", path }, ...(keys !== undefined && { keys }) });
  const act = (id: string, title: string, act: () => void, more: Pick<Choice, "keys" | "words"> = {}): Choice => ({ id, title, detail: "", act: { kind: "do", act }, ...more });

  const answer = (): void => {
    if (ends !== undefined && page !== "check") router.push(staying(checkPath(cluster, ends), at));
    wish("freeze");
  };
  const ofConnection = ends === undefined ? [] : [
    ...(page === "check" ? [] : [go("open-check", "Check this connection", checkPath(cluster, ends))]),
    act("slack", "Copy for Slack", () => copyAs(ends, "slack"), { words: "message markdown" }),
    act("freeze", "Freeze the answer", answer, { words: "share snapshot", ...(page === "check" && { keys: "Shift Y" }) }),
  ];
  const actions = [
    ...ofConnection,
    go("check", near === undefined ? "Check a connection" : `Check from ${near.split("/").at(-1) ?? near}`, checkPath(cluster, { ...(near !== undefined && { from: near }) }), near === undefined ? "g c" : undefined),
    go("map", "Open the map", mapPath(cluster), "g m"),
    go("policies", "Open policies", policiesPath(cluster), "g p"),
    go("timeline", "Open the timeline", timelinePath(cluster), "g t"),
    act("link", "Copy link", copyLink, { words: "url share address" }),
    ...(at === undefined ? [act("pin", "Pin the state that is shown", pin, { keys: "y", words: "time" })] : []),
    act("light", "Theme: light", () => applyTheme("light"), { words: "colours" }),
    act("dark", "Theme: dark", () => applyTheme("dark"), { words: "colours" }),
    act("system", "Theme: as the system", () => applyTheme("system"), { words: "colours" }),
    act("keys", "Shortcuts", () => wish("keys"), { keys: "?", words: "keys keyboard help" }),
  ];
  return { actions, said };
}
