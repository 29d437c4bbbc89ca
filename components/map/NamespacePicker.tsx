"use client";

import { useState } from "react";
import type { PlacedMap } from "#lib/api/map.ts";
import type { UrlState } from "#lib/url/state.ts";
import { Menu } from "../parts/Menu.tsx";
import { ChevronIcon } from "../parts/icons.tsx";
import buttons from "../parts/button.module.css";
import styles from "./picker.module.css";

interface Props {
  readonly namespaces: PlacedMap["namespaces"];
  readonly chosen: readonly string[];
  readonly change: (change: Partial<UrlState>) => void;
}

/** Which namespaces the map is about: those with blocked connections first, and a field to find one of hundreds. */
export function NamespacePicker({ namespaces, chosen, change }: Props) {
  const [sought, setSought] = useState("");
  const toggle = (name: string): void => change({ ns: chosen.includes(name) ? chosen.filter((one) => one !== name) : [...chosen, name].toSorted() });
  const found = calledSo(namespaces, sought);
  return (
    <Menu
      className={buttons.button}
      label={
        <span id="namespaces">
          ns: {chosen.length === 0 ? "all" : chosen.length === 1 ? chosen[0] : `${String(chosen.length)} of ${String(namespaces.length)}`} <ChevronIcon size={14} />
        </span>
      }
    >
      <div className={styles.picker}>
        {namespaces.length > 8 && (
          <input
            type="search"
            aria-label={`Find one of ${String(namespaces.length)} namespaces`}
            placeholder="Find a namespace"
            autoComplete="off"
            spellCheck={false}
            value={sought}
            onChange={({ target }) => setSought(target.value)}
            onKeyDown={(event) => {
              const [first] = found;
              if (event.key !== "Enter" || first === undefined) return;
              event.preventDefault();
              toggle(first.name);
              setSought("");
            }}
          />
        )}
        <ul aria-label="Namespaces">
          {found.map(({ name, workloads, limited, blocked }) => (
            <li key={name}>
              <label>
                <input type="checkbox" checked={chosen.includes(name)} onChange={() => toggle(name)} /> <span>{name}</span>
                {blocked > 0 && <strong>{blocked} blocked</strong>}
                <small>{`${String(limited)} of ${String(workloads)} limited`}</small>
              </label>
            </li>
          ))}
          {found.length === 0 && <li className={styles.none}>No namespace is called so.</li>}
        </ul>
        {chosen.length > 0 && (
          <button type="button" className={`${buttons.button} ${buttons.bare}`} onClick={() => change({ ns: [] })}>
            Show all
          </button>
        )}
      </div>
    </Menu>
  );
}

function calledSo(namespaces: PlacedMap["namespaces"], sought: string): PlacedMap["namespaces"] {
  const part = sought.trim().toLowerCase();
  return namespaces.filter(({ name }) => name.includes(part)).toSorted((a, b) => Number(b.name.startsWith(part)) - Number(a.name.startsWith(part)) || b.blocked - a.blocked || (a.name < b.name ? -1 : 1));
}
