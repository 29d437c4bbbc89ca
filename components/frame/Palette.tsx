"use client";

import { Command } from "cmdk";
import { useRouter } from "next/navigation";
import { type ClipboardEvent, type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from "react";
import { mapPath, staying } from "#lib/url/paths.ts";
import { useSearch } from "../api/search.ts";
import { SearchIcon } from "../parts/icons.tsx";
import { Sheet, SheetTitle } from "../parts/Sheet.tsx";
import { useUrlState } from "../url/useUrlState.ts";
import { type Choice, choicesFor } from "./choices.ts";
import type { InView } from "./inview.ts";
import styles from "./palette.module.css";
import { PaletteList, valueOf } from "./PaletteList.tsx";

export type PaletteMode = "search" | "everything";

interface Props {
  readonly cluster: string;
  /** undefined: closed. */
  readonly mode: PaletteMode | undefined;
  readonly seen: InView;
  readonly at: string | undefined;
  readonly actions: readonly Choice[];
  readonly onClose: () => void;
}

/** Longer texts do not fit into an address; an error begins with what matters. */
const LONGEST = 2_000;

/** A field over the page, and what its words lead to. */
export function Palette({ mode, onClose, ...rest }: Props) {
  return (
    <Sheet open={mode !== undefined} className={styles.palette} onClose={onClose}>
      <SheetTitle className="unseen">{mode === "everything" ? "Search and do" : "Search"}</SheetTitle>
      <Searching {...rest} onClose={onClose} />
    </Sheet>
  );
}

function Searching({ cluster, seen, at, actions, onClose }: Omit<Props, "mode">) {
  const router = useRouter();
  const { change } = useUrlState();
  const [typed, setTyped] = useState("");
  const [picked, setPicked] = useState("");
  const text = typed.trim();
  const { data, error } = useSearch(cluster, { q: text, near: seen.near, at });
  const found = text === "" ? undefined : data;
  const isOf = found?.q === text;
  const { groups, faults } = choicesFor({ cluster, text, found, actions, onMap: seen.page === "map" });
  const by = found?.q ?? "";
  // Said here: cmdk keeps none where its list is exchanged while one types.
  const values = groups.flatMap(({ choices }) => choices.map((choice) => valueOf(by, choice)));
  const value = values.includes(picked) ? picked : (values[0] ?? "");

  const choose = ({ act }: Choice): void => {
    onClose();
    if (act.kind === "do") act.act();
    else if (act.kind === "go") router.push(staying(act.path, at));
    else if (seen.page === "map") change({ q: act.q });
    else router.push(staying(mapPath(cluster, { q: act.q }), at));
  };
  const enter = useEnter(text, isOf || error !== null || text === "", groups[0]?.choices[0], choose);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === "Enter") enter(event);
    // Within the text, as in every field.
    if (event.key === "Home" || event.key === "End") event.stopPropagation();
  };
  const onPaste = (event: ClipboardEvent<HTMLInputElement>): void => {
    const pasted = event.clipboardData.getData("text");
    if (!/[\r\n]/.test(pasted)) return;
    // A field would glue the lines together.
    event.preventDefault();
    const { selectionStart, selectionEnd } = event.currentTarget;
    setTyped((typed.slice(0, selectionStart ?? 0) + pasted.replace(/\s*[\r\n]+\s*/g, "  ") + typed.slice(selectionEnd ?? typed.length)).slice(0, LONGEST));
  };
  return (
    <Command label="Search: words, an address, a filter, or a pasted error" shouldFilter={false} vimBindings={false} loop value={value} onValueChange={setPicked} className={styles.command}>
      <div className={styles.field}>
        <SearchIcon />
        <Command.Input value={typed} onValueChange={(value) => setTyped(value.slice(0, LONGEST))} onKeyDown={onKeyDown} onPaste={onPaste} placeholder="api-client, 203.0.113.4, ns:web verdict:blocked, or an error" />
        <kbd aria-hidden="true">Esc</kbd>
      </div>
      <PaletteList groups={groups} by={by} state={text === "" ? "nothing typed" : error !== null ? "failed" : isOf ? "found" : "searching"} more={(found?.total ?? 0) - (found?.found.length ?? 0)} faults={faults} onChoose={choose} />
    </Command>
  );
}

/** Whoever presses Enter at once means the first of what is still to be found; who types on has changed his mind. */
function useEnter(text: string, isReady: boolean, first: Choice | undefined, choose: (choice: Choice) => void): (event: KeyboardEvent) => void {
  const pressedFor = useRef<string>(undefined);
  const latest = useRef(choose);
  useLayoutEffect(() => {
    latest.current = choose;
  });
  useEffect(() => {
    if (!isReady || pressedFor.current === undefined) return;
    const isMeant = pressedFor.current === text;
    pressedFor.current = undefined;
    if (isMeant && first !== undefined) latest.current(first);
  }, [isReady, text, first]);
  return (event) => {
    if (isReady) return;
    event.preventDefault();
    pressedFor.current = text;
  };
}
