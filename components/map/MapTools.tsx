import type { GraphJson } from "#lib/api/graph.ts";
import { type UrlState, VIEWS } from "#lib/url/state.ts";
import { Menu } from "../parts/Menu.tsx";
import { ChevronIcon } from "../parts/icons.tsx";
import buttons from "../parts/button.module.css";
import styles from "./tools.module.css";

const WORDS = { graph: "Graph", split: "Split", table: "Table" } as const;

/** Which namespaces, and as what. Both are in the address bar. */
export function MapTools({ state, namespaces, change }: { readonly state: UrlState; readonly namespaces: GraphJson["namespaces"]; readonly change: (change: Partial<UrlState>) => void }) {
  const toggle = (name: string): void => change({ ns: state.ns.includes(name) ? state.ns.filter((one) => one !== name) : [...state.ns, name].toSorted() });
  const chosen = state.ns.length === 0 ? "all" : state.ns.length === 1 ? state.ns[0] : `${state.ns.length} of ${namespaces.length}`;
  return (
    <div className={styles.tools} data-scripted>
      {namespaces.length > 1 && (
        <Menu
          end
          className={buttons.button}
          label={
            <>
              Namespaces: {chosen} <ChevronIcon size={14} />
            </>
          }
        >
          <ul className={styles.namespaces}>
            {namespaces.map(({ name, workloads }) => (
              <li key={name}>
                <label>
                  <input type="checkbox" checked={state.ns.includes(name)} onChange={() => toggle(name)} /> <span>{name}</span> <small>{workloads}</small>
                </label>
              </li>
            ))}
          </ul>
          {state.ns.length > 0 && (
            <button type="button" className={`${buttons.button} ${buttons.bare}`} onClick={() => change({ ns: [] })}>
              Show all
            </button>
          )}
        </Menu>
      )}
      <div className={styles.views} role="group" aria-label="View">
        {VIEWS.map((view) => (
          <button key={view} type="button" aria-pressed={view === (state.view ?? "graph")} onClick={() => change({ view })}>
            {WORDS[view]}
          </button>
        ))}
      </div>
    </div>
  );
}
