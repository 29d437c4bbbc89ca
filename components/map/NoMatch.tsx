import { parseQuery, withoutTerm } from "#lib/query/parse.ts";
import type { PlacedMap } from "#lib/api/map.ts";
import type { UrlState } from "#lib/url/state.ts";
import buttons from "../parts/button.module.css";
import styles from "./view.module.css";

interface Props {
  readonly map: PlacedMap;
  readonly state: UrlState;
  readonly change: (change: Partial<UrlState>) => void;
}

/** Where the filter leaves nothing: what each term took away, and the way back. */
export function NoMatch({ map: { removed }, state, change }: Props) {
  if (removed.length === 0) return null;
  return (
    <p className={styles.empty} role="status">
      <span>No match. {removed.map(({ term, count }, index) => <span key={term}>{index > 0 && ", "}<code>{term}</code> removed {count}</span>)}.</span>
      <button type="button" className={buttons.button} data-scripted onClick={() => change(withoutLast(state))}>
        Clear last
      </button>
    </p>
  );
}

/** What was chosen last is in the filter; where that is empty it was the choice of namespaces. */
export function withoutLast({ q, ns }: Pick<UrlState, "q" | "ns">): Partial<UrlState> {
  const last = parseQuery(q).query.at(-1);
  return last === undefined ? { q: "", ns: ns.slice(0, -1) } : { q: withoutTerm(q, last.written) };
}
