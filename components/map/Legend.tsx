import type { ReactNode } from "react";
import type { ConnectionJson } from "#lib/api/graph.ts";
import { STROKES, type Stroke } from "#lib/figure/strokes.ts";
import styles from "./legend.module.css";
import { countVerdicts } from "./sentences.ts";

/** The keys of the figure, with how many there are. */
export function Legend({ connections }: { readonly connections: readonly ConnectionJson[] }) {
  const counts = countVerdicts(connections);
  return (
    <dl className={styles.legend} aria-label="Legend">
      <Key word="Kubernetes" sample={<Box stroke="kubernetes" fill="surface" />} />
      <Key word="Blocked path" sample={<Line stroke={STROKES.blocked} mark />} count={counts.deny + counts.partial} />
      <Key word="Application traffic" sample={<Line stroke={STROKES.traffic} />} count={counts.allow} />
      <Key word="External SaaS" sample={<Box stroke="external" fill="external-tint" />} />
      <Key word="Cannot tell" sample={<Line stroke={STROKES.unknown} />} count={counts.unknown} />
    </dl>
  );
}

function Key({ word, sample, count }: { readonly word: string; readonly sample: ReactNode; readonly count?: number }) {
  return (
    <div data-none={count === 0 || undefined}>
      <dt>
        <svg width="34" height="14" viewBox="0 0 34 14" aria-hidden="true">
          {sample}
        </svg>
        {word}
      </dt>
      <dd>{count}</dd>
    </div>
  );
}

function Box({ stroke, fill }: { readonly stroke: string; readonly fill: string }) {
  return <rect x="7" y="1.5" width="20" height="11" rx="2.5" fill={`var(--${fill})`} stroke={`var(--${stroke})`} strokeWidth="1.8" />;
}

function Line({ stroke: { ink, weight, dash, head }, mark = false }: { readonly stroke: Stroke; readonly mark?: boolean }) {
  const colour = `var(--${ink})`;
  return (
    <>
      <path d={mark ? "M0 7h20" : "M0 7h30"} stroke={colour} strokeWidth={weight} strokeDasharray={dash?.map((part) => part * 0.6).join(" ")} />
      {mark && <path d="M24.5 2.5a4.5 4.5 0 1 0 .01 0zM21.4 10.1l6.2-6.2" stroke={colour} strokeWidth="1.8" fill="none" />}
      {head === "triangle" && <path d="M26 3v8l7-4z" fill={colour} />}
    </>
  );
}
