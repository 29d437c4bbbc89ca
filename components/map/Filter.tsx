"use client";

import { useState } from "react";
import { parseQuery, withoutTerm } from "#lib/query/parse.ts";
import type { UrlState } from "#lib/url/state.ts";
import { CloseIcon, SearchIcon } from "../parts/icons.tsx";
import styles from "./filter.module.css";

interface Props {
  readonly q: string;
  readonly change: (change: Partial<UrlState>, how?: "push" | "replace") => void;
}

/** The filter as one types it, and its terms to take away one by one. The address follows each letter, and Enter makes a step of it. */
export function Filter({ q, change }: Props) {
  const [draft, setDraft] = useState<string>();
  const { query, faults } = parseQuery(q);
  const commit = (text: string, how: "push" | "replace"): void => change({ q: text.trim() }, how);
  return (
    <div className={styles.filter}>
      <div className={styles.field}>
        <SearchIcon size={14} />
        <input
          type="text"
          aria-label="Filter the map"
          aria-describedby={faults.length > 0 ? "filter-faults" : undefined}
          aria-invalid={faults.length > 0 || undefined}
          placeholder="Filter: ns:web verdict:blocked"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          value={draft ?? q}
          onChange={({ target }) => {
            setDraft(target.value);
            commit(target.value, "replace");
          }}
          onBlur={() => setDraft(undefined)}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              setDraft(undefined);
              commit(draft ?? q, "push");
            } else if (event.key === "Escape" && (draft ?? q) !== "") {
              event.stopPropagation();
              setDraft(undefined);
              commit("", "push");
            }
          }}
        />
      </div>
      {query.length > 0 && (
        <ul className={styles.terms} aria-label="Terms of the filter">
          {query.map(({ written }) => (
            <li key={written}>
              <button type="button" aria-label={`Remove ${written}`} title="Remove" onClick={() => change({ q: withoutTerm(q, written) })}>
                <code>{written}</code> <CloseIcon size={11} />
              </button>
            </li>
          ))}
        </ul>
      )}
      {faults.length > 0 && (
        <p id="filter-faults" role="status" className={styles.faults}>
          {faults.map(({ written, expected }) => `\`${written}\` is left out: expected ${expected}`).join("; ")}.
        </p>
      )}
    </div>
  );
}
