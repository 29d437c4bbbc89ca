import type { ReactNode } from "react";
import type { PlacedMap, Shown } from "#lib/api/map.ts";
import { STROKES, type Stroke } from "#lib/figure/strokes.ts";
import { termOf, withTerm, withoutTerm } from "#lib/query/parse.ts";
import type { UrlState } from "#lib/url/state.ts";
import { Menu } from "../parts/Menu.tsx";
import { ChevronIcon, EyeIcon, OpenLockIcon } from "../parts/icons.tsx";
import buttons from "../parts/button.module.css";
import { type Counts, countsOf } from "./counts.ts";
import styles from "./legend.module.css";
import { toggled } from "./shown.ts";

interface Props {
  readonly map: PlacedMap;
  readonly state: UrlState;
  readonly change: (change: Partial<UrlState>) => void;
}

interface Key {
  readonly word: string;
  readonly sample: ReactNode;
  readonly count: number;
  /** How the address takes it off the picture; undefined: it is what all else stands on. */
  readonly eye?: { readonly on: boolean; readonly toggle: () => void };
}

/** What each line and box means: the four keys of the figure always, and beside them a sheet with all, how many, and whether they are drawn. */
export function Legend({ map, state, change }: Props) {
  const keys = keysOf(map, state, change);
  return (
    <div className={styles.foot}>
      <ul className={styles.four} aria-hidden="true">
        {keys.slice(0, 4).map(({ word, sample }) => (
          <li key={word}>
            <Sample>{sample}</Sample> {word}
          </li>
        ))}
      </ul>
      <Menu end className={`${buttons.button} ${buttons.bare}`} label={<>Legend <ChevronIcon size={13} /></>}>
        <table className={styles.legend}>
          <caption className="unseen">Legend</caption>
          <thead className="unseen">
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Count</th>
              <th scope="col">Drawn</th>
            </tr>
          </thead>
          <tbody>
            {keys.map(({ word, sample, count, eye }) => (
              <tr key={word} data-none={count === 0 || undefined}>
                <th scope="row">
                  <Sample>{sample}</Sample> {word}
                </th>
                <td>{count}</td>
                <td>
                  {eye && (
                    <button type="button" className={styles.eye} aria-pressed={eye.on} aria-label={`${word}, drawn`} title={eye.on ? "Hide" : "Show"} onClick={eye.toggle}>
                      <EyeIcon size={15} />
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Menu>
    </div>
  );
}

const UNTOLD = termOf("verdict", ["unknown"], true);

function keysOf(map: PlacedMap, state: UrlState, change: Props["change"]): readonly Key[] {
  const counts: Counts = countsOf(map);
  const eye = (kind: Shown): Pick<Key, "eye"> => {
    const chip = map.chips.find(({ show }) => show === kind);
    return chip === undefined ? {} : { eye: { on: chip.on, toggle: () => change(toggled(kind, map.chips, state)) } };
  };
  const untold = !state.q.includes(UNTOLD.written);
  return [
    { word: "Kubernetes", sample: <Box stroke="kubernetes" fill="surface" />, count: counts.inside },
    { word: "Blocked path", sample: <Line stroke={STROKES.blocked} mark="ring" />, count: counts.blocked, ...eye("drops") },
    { word: "Application traffic", sample: <Line stroke={STROKES.traffic} />, count: counts.allowed, ...eye("allowed") },
    { word: "External SaaS", sample: <Box stroke="external" fill="external-tint" />, count: counts.outside },
    { word: "Open: no policy limits it", sample: <g transform="translate(9 -1)"><OpenLockIcon size={16} /></g>, count: counts.open },
    { word: "Blocked by a deny rule", sample: <Line stroke={STROKES.rule} mark="square" />, count: counts.rule },
    { word: "Cannot tell", sample: <Line stroke={STROKES.unknown} mark="question" />, count: counts.unknown, eye: { on: untold, toggle: () => change({ q: untold ? withTerm(state.q, UNTOLD) : withoutTerm(state.q, UNTOLD.written) }) } },
    { word: "Watched", sample: <g transform="translate(9 -1)"><EyeIcon size={16} /></g>, count: counts.watched, ...eye("watched") },
  ];
}

function Sample({ children }: { readonly children: ReactNode }) {
  return (
    <svg width="34" height="14" viewBox="0 0 34 14" aria-hidden="true">
      {children}
    </svg>
  );
}

function Box({ stroke, fill }: { readonly stroke: string; readonly fill: string }) {
  return <rect x="7" y="1.5" width="20" height="11" rx="2.5" fill={`var(--${fill})`} stroke={`var(--${stroke})`} strokeWidth="1.8" />;
}

function Line({ stroke: { ink, weight, dash, head }, mark }: { readonly stroke: Stroke; readonly mark?: "ring" | "square" | "question" }) {
  const colour = `var(--${ink})`;
  return (
    <>
      <path d={mark === undefined ? "M0 7h30" : "M0 7h20"} stroke={colour} strokeWidth={weight} strokeDasharray={dash?.map((part) => part * 0.6).join(" ")} />
      {mark === "ring" && <path d="M24.5 2.5a4.5 4.5 0 1 0 .01 0zM21.4 10.1l6.2-6.2" stroke={colour} strokeWidth="1.8" fill="none" />}
      {mark === "square" && <path d="M21 3.5h7v7h-7zM23.4 5.9h2.2v2.2h-2.2z" stroke={colour} strokeWidth="1.6" fill="none" />}
      {mark === "question" && <text x="22" y="11.5" fontSize="12" fontWeight="600" fill={colour}>?</text>}
      {mark === undefined && head === "triangle" && <path d="M26 3v8l7-4z" fill={colour} />}
    </>
  );
}
