import { type FocusEvent, type KeyboardEvent, type RefObject, useMemo, useRef, useState } from "react";
import type { ConnectionRow } from "#lib/api/connections.ts";
import type { CopyAs } from "../api/useCopies.ts";
import { singleKeys, useNamedKeys } from "../parts/useKeys.ts";
import { ROW } from "./density.ts";
import { rowAfter } from "./roving.ts";

interface Asked {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly rows: readonly ConnectionRow[];
  readonly selected?: string | undefined;
  readonly onSelect?: ((id: string | undefined) => void) | undefined;
  readonly onOpen?: ((id: string) => void) | undefined;
  readonly onMore?: (() => void) | undefined;
  readonly onCopy: (row: ConnectionRow, as: CopyAs) => void;
}

interface Walk {
  /** Index of the row that the Tab key comes to; -1 without rows. */
  readonly active: number;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
  /** To be called after each rendering: brings the focus to where a key led, and a row that was selected elsewhere into view. */
  readonly settle: (reveal: (index: number) => void) => void;
}

const WALKED = ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Enter", " ", "c", "C"];
const LED = WALKED.filter((key) => key !== " ");

/** Rows are walked by keys as a list is: one of them is the stop of the Tab key. */
export function useWalk({ frame, rows, selected, onSelect, onOpen, onMore, onCopy }: Asked): Walk {
  useNamedKeys(onSelect === undefined ? LED : WALKED, frame);
  const places = useMemo(() => new Map(rows.map(({ id }, index) => [id, index])), [rows]);
  // Where somebody walked to holds until another row is selected.
  const [walked, setWalked] = useState<{ readonly id: string; readonly index: number; readonly selected: string | undefined }>();
  const active = walked && walked.selected === selected ? (places.get(walked.id) ?? Math.min(walked.index, rows.length - 1)) : (places.get(selected ?? "") ?? (rows.length > 0 ? 0 : -1));
  const wanted = useRef(false);
  const inside = useRef(false);
  const toEnd = useRef(false);
  const shown = useRef<string>(undefined);

  const moveTo = (index: number): void => {
    const row = rows[index];
    if (row === undefined) return;
    wanted.current = true;
    setWalked({ id: row.id, index, selected });
  };

  const settle = (reveal: (index: number) => void): void => {
    if (toEnd.current) {
      if (onMore) return onMore();
      toEnd.current = false;
      return moveTo(rows.length - 1);
    }
    // The row that had the focus is gone: what came in its place gets it.
    const lost = inside.current && document.activeElement === document.body && walked !== undefined && !places.has(walked.id);
    const place = places.get(selected ?? "");
    if (wanted.current || lost) {
      wanted.current = false;
      reveal(active);
      frame.current?.querySelector<HTMLElement>(`[data-index="${String(active)}"]`)?.focus({ preventScroll: true });
    } else if (shown.current !== selected && place !== undefined) reveal(place);
    if (place !== undefined || selected === undefined) shown.current = selected;
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || !(target instanceof HTMLElement)) return;
    if (act(key, target)) event.preventDefault();
  };

  /** @returns whether the key meant something here */
  const act = (key: string, target: HTMLElement): boolean => {
    const stop = sideways(key, target);
    if (stop !== undefined) {
      stop?.focus();
      return true;
    }
    const line = target.closest<HTMLElement>("[data-row]");
    if (line === null) {
      if (key === "ArrowDown") moveTo(active);
      return key === "ArrowDown";
    }
    const index = Number(line.dataset["index"]);
    if (key === "ArrowUp" && index === 0) frame.current?.querySelector("button")?.focus();
    if (key === "End" && onMore) {
      toEnd.current = true;
      onMore();
    }
    const next = rowAfter(key, index, { rows: rows.length, page: pageOf(frame.current) });
    if (next !== undefined && !(key === "ArrowUp" && index === 0)) moveTo(next);
    const row = rows[index];
    return next !== undefined || (row !== undefined && target === line && apply(key, row, line));
  };

  const apply = (key: string, row: ConnectionRow, line: HTMLElement): boolean => {
    if (key === "Enter") {
      if (onSelect === undefined) line.querySelector<HTMLElement>("[data-check]")?.click();
      else onSelect(row.id);
      onOpen?.(row.id);
    } else if (key === " ") onSelect?.(row.id === selected ? undefined : row.id);
    else if ((key === "c" || key === "C") && singleKeys()) onCopy(row, key === "c" ? "slack" : "markdown");
    else return false;
    return true;
  };

  return {
    active,
    onKeyDown,
    onFocus: ({ target }) => {
      inside.current = true;
      const index = Number(target.closest<HTMLElement>("[data-row]")?.dataset["index"] ?? NaN);
      const row = rows[index];
      if (row !== undefined && index !== active) setWalked({ id: row.id, index, selected });
    },
    onBlur: ({ target }) => {
      if (target.isConnected) inside.current = false;
    },
    settle,
  };
}

/** To the left and right stand the links of a row, after the row itself; in the header its buttons. */
function sideways(key: string, target: HTMLElement): HTMLElement | null | undefined {
  if (key !== "ArrowLeft" && key !== "ArrowRight") return undefined;
  const line = target.closest<HTMLElement>("tr");
  const stops = line === null ? [] : [...(line.dataset["row"] === undefined ? [] : [line]), ...line.querySelectorAll<HTMLElement>("a, button")];
  return stops[stops.indexOf(target) + (key === "ArrowRight" ? 1 : -1)] ?? null;
}

/** Rows that are seen at once, and one less, so that something stays. */
const pageOf = (frame: HTMLElement | null): number => Math.max(1, Math.floor(Math.min(frame?.clientHeight ?? 0, window.innerHeight) / ROW.comfortable) - 2);
