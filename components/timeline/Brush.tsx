"use client";

import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useRef, useState } from "react";
import { momentOf } from "#lib/describe/moments.ts";
import { clockOf } from "#lib/describe/time.ts";
import { mapPath, staying, timelinePath } from "#lib/url/paths.ts";
import type { UrlState } from "#lib/url/state.ts";
import { type Range, windowOf } from "#lib/url/window.ts";
import buttons from "../parts/button.module.css";
import styles from "./brush.module.css";
import { type Span, WHOLE, between, isWide, moved, rangeIn, timeAt } from "./span.ts";

interface Props {
  readonly cluster: string;
  readonly state: Pick<UrlState, "sel">;
  /** What the axis shows. */
  readonly range: Range;
  /** The lanes: their marks can be clicked as before. */
  readonly children: ReactNode;
}

/** Pixels; less is a click with an unsteady hand. */
const UNSTEADY = 5;
const DAY = 86_400_000;

/** Chooses a part of the axis: by dragging over the lanes, or by two handles, which the arrow keys move too. */
export function Brush({ cluster, state, range, children }: Props) {
  const router = useRouter();
  const search = useSearchParams();
  const plot = useRef<HTMLDivElement>(null);
  /** Pixels from the window's edge, where the button went down. */
  const began = useRef<number>(null);
  const [dragged, setDragged] = useState(false);
  const [span, setSpan] = useState<Span>(WHOLE);
  const chosen = rangeIn(span, range);

  const show = (wanted: Range | undefined): void => {
    if (wanted !== undefined) router.push(staying(timelinePath(cluster, { ...state, win: windowOf(wanted) }), search.get("at") ?? undefined));
  };
  const percentAt = (x: number): number => {
    const { left = 0, width = 1 } = plot.current?.getBoundingClientRect() ?? {};
    return ((x - left) / Math.max(1, width)) * 100;
  };

  const onDown = (event: PointerEvent): void => {
    if (event.button === 0 && event.isPrimary) began.current = event.clientX;
  };
  const onMove = (event: PointerEvent<HTMLDivElement>): void => {
    if (began.current === null || (!dragged && Math.abs(event.clientX - began.current) < UNSTEADY)) return;
    // Only now: a captured pointer clicks on nothing below.
    if (!dragged) event.currentTarget.setPointerCapture(event.pointerId);
    setDragged(true);
    setSpan(between(percentAt(began.current), percentAt(event.clientX)));
  };
  const onUp = (): void => {
    began.current = null;
    if (!dragged) return;
    setDragged(false);
    if (isWide(span)) show(chosen);
    else setSpan(WHOLE);
  };
  /** Of a handle: it follows the pointer, and shows nothing before both are where they should be. */
  const onGrasp = (event: PointerEvent<HTMLDivElement>): void => {
    event.stopPropagation();
    if (event.button === 0) event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPull = (which: keyof Span) => (event: PointerEvent<HTMLDivElement>): void => {
    if (event.currentTarget.hasPointerCapture(event.pointerId)) setSpan(moved(span, which, percentAt(event.clientX) - span[which]));
  };
  const onCancel = (): void => {
    began.current = null;
    setDragged(false);
    setSpan(WHOLE);
  };
  const onKey = (which: keyof Span) => (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -100, End: 100 }[event.key];
    if (by !== undefined) setSpan(moved(span, which, event.shiftKey ? by * 10 : by));
    else if (event.key === "Enter") show(chosen);
    else if (event.key === "Escape") setSpan(WHOLE);
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className={styles.picture} onPointerDown={onDown} onPointerMove={onMove} onPointerUp={onUp} onPointerCancel={onCancel} onDragStart={(event) => event.preventDefault()}>
        {children}
        <div ref={plot} className={styles.plot} data-scripted>
          {chosen !== undefined && <div className={styles.span} style={{ insetInlineStart: `${String(span.start)}%`, inlineSize: `${String(span.end - span.start)}%` }} />}
          {(["start", "end"] as const).map((which) => (
            <div
              key={which}
              role="slider"
              tabIndex={0}
              className={styles.end}
              style={{ insetInlineStart: `${String(span[which])}%` }}
              aria-label={which === "start" ? "From when" : "Until when"}
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={Math.round(span[which])}
              aria-valuetext={momentOf(timeAt(span[which], range))}
              aria-describedby="brush-keys"
              onKeyDown={onKey(which)}
              onPointerDown={onGrasp}
              onPointerMove={onPull(which)}
            />
          ))}
        </div>
      </div>
      <div className={styles.foot} data-scripted>
        <p id="brush-keys">Drag over the lanes, or move the two ends, by arrow keys too; Enter shows that time alone.</p>
        {chosen !== undefined && !dragged && (
          <p className={styles.choices}>
            <button type="button" className={buttons.button} onClick={() => show(chosen)}>
              Show {wordsOf(chosen)}
            </button>
            <Link className={buttons.button} href={mapPath(cluster, { at: chosen.until, compare: chosen.from })}>
              Compare the map at both ends
            </Link>
          </p>
        )}
      </div>
    </>
  );
}

const wordsOf = ({ from, until }: Range): string => (Date.parse(until) - Date.parse(from) < DAY ? `${clockOf(from)} to ${clockOf(until)}` : `${momentOf(from)} to ${momentOf(until)}`);
