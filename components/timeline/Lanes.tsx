import type { TimelineJson } from "#lib/api/history.ts";
import { clockOf } from "#lib/describe/time.ts";
import { changeAnchor } from "#lib/url/paths.ts";
import type { Range } from "#lib/url/window.ts";
import { type Effect, LANES, type Mark, marksOf, placeOf } from "./marks.ts";
import { ticksOf } from "./ticks.ts";
import styles from "./lanes.module.css";

const SHAPES: Readonly<Record<Effect, string>> = {
  blocked: "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0M-4.2 4.2 4.2-4.2",
  allowed: "M-5 .4-1.6 4 5-4",
  both: "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0-12 0M-4.2 4.2 4.2-4.2",
  none: "M-3.6 0a3.6 3.6 0 1 0 7.2 0a3.6 3.6 0 1 0-7.2 0",
};

/** When what changed, newest right. The list beside it says the same in words, so nothing here is read out or in the way of the Tab key. */
export function Lanes({ timeline, range }: { readonly timeline: Pick<TimelineJson, "revisions" | "gaps">; readonly range: Range }) {
  const { revisions, gaps } = timeline;
  const lanes = LANES.map(({ lane, title }) => ({ title, marks: marksOf(revisions, lane, range) })).filter(({ title, marks }) => title !== "Cluster" || marks.length > 0);
  const ticks = ticksOf(range);
  return (
    <div className={styles.lanes} aria-hidden="true">
      {lanes.map(({ title, marks }) => (
        <Lane key={title} title={title} ticks={ticks}>
          {gaps.map((gap) => (
            <Hatched key={gap.from} gap={gap} range={range} />
          ))}
          {marks.map((mark) => (
            <MarkLink key={mark.at} mark={mark} />
          ))}
        </Lane>
      ))}
      <Lane title="Whydrop not watching" ticks={ticks}>
        {gaps.map((gap) => (
          <Hatched key={gap.from} gap={gap} range={range} />
        ))}
      </Lane>
      <div className={styles.axis}>
        {ticks.map(({ x, text }) => (
          <span key={x} style={{ insetInlineStart: `${String(x)}%` }}>
            {text}
          </span>
        ))}
      </div>
    </div>
  );
}

function Lane({ title, ticks, children }: { readonly title: string; readonly ticks: ReturnType<typeof ticksOf>; readonly children: React.ReactNode }) {
  return (
    <div className={styles.lane}>
      <span className={styles.title}>{title}</span>
      <svg className={styles.track} height="30">
        {ticks.map(({ x }) => (
          <line key={x} x1={`${String(x)}%`} x2={`${String(x)}%`} y1="0" y2="30" className={styles.tick} />
        ))}
        <line x1="0" x2="100%" y1="15" y2="15" className={styles.line} />
        {children}
      </svg>
    </div>
  );
}

function Hatched({ gap, range }: { readonly gap: TimelineJson["gaps"][number]; readonly range: Range }) {
  const start = placeOf(gap.from, range);
  const width = Math.max(0.4, placeOf(gap.until, range) - start);
  return (
    <g className={styles.gap}>
      <title>{gap.why}</title>
      <rect x={`${String(start)}%`} width={`${String(width)}%`} y="4" height="22" fill="url(#hatched)" />
    </g>
  );
}

/** A nested drawing, because only that can stand at a percentage. */
function MarkLink({ mark: { at, x, changes, effect } }: { readonly mark: Mark }) {
  return (
    <svg x={`${String(x)}%`} y="15" overflow="visible">
      <a href={`#${changeAnchor(at)}`} tabIndex={-1} className={styles.mark} data-effect={effect}>
        <title>{clockOf(at)}</title>
        <rect x="-12" y="-14" width="24" height="28" className={styles.target} />
        <path d={SHAPES[effect]} />
        {changes > 1 && (
          <text x="9" y="-4">
            {changes}
          </text>
        )}
      </a>
    </svg>
  );
}

/** What a gap is filled with, once for the page. */
export function Hatching() {
  return (
    <svg width="0" height="0" aria-hidden="true" className={styles.hatching}>
      <pattern id="hatched" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="7" height="7" className={styles.hatchGround} />
        <line x1="0" x2="0" y1="0" y2="7" className={styles.hatchLine} />
      </pattern>
    </svg>
  );
}
