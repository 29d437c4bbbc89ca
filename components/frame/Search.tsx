"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { staying } from "#lib/url/paths.ts";
import { useGraph } from "../api/queries.ts";
import { SearchIcon } from "../parts/icons.tsx";
import { useKeys } from "../parts/useKeys.ts";
import { useUrlState } from "../url/useUrlState.ts";
import { type Match, matches } from "./matches.ts";
import styles from "./search.module.css";

/** Jumps to a workload, a policy or a destination. `/` comes here. */
export function Search({ cluster }: { readonly cluster: string }) {
  const router = useRouter();
  const { at } = useUrlState().state;
  const list = useId();
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [chosen, setChosen] = useState(0);
  const [entered, setEntered] = useState(false);
  const { data: graph } = useGraph(cluster, { at, enabled: entered });
  const found = graph === undefined ? [] : matches(graph, text);

  useKeys({ "/": () => field.current?.focus() });

  const close = (): void => {
    setText("");
    setChosen(0);
  };
  const go = (match: Match | undefined): void => {
    if (match === undefined) return;
    close();
    field.current?.blur();
    router.push(staying(match.path, at));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setChosen((chosen + step + found.length) % found.length);
    } else if (event.key === "Enter") go(found[chosen]);
    else if (event.key === "Escape") close();
  };

  return (
    <div className={styles.search} role="search" data-scripted>
      <SearchIcon />
      <input
        ref={field}
        type="text"
        role="combobox"
        aria-label="Search workloads, policies and destinations"
        aria-expanded={found.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={found.length > 0 ? `${list}-${chosen}` : undefined}
        placeholder="Search, or paste an error"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setChosen(0);
        }}
        onKeyDown={onKeyDown}
        onFocus={() => setEntered(true)}
        onBlur={() => {
          close();
          setEntered(false);
        }}
      />
      <kbd aria-hidden="true">/</kbd>
      <ul id={list} role="listbox" aria-label="Found" className={styles.found} hidden={text.trim() === ""}>
        {found.map((match, index) => (
          <li key={match.id} id={`${list}-${index}`} role="option" aria-selected={index === chosen} onPointerDown={(event) => event.preventDefault()} onClick={() => go(match)}>
            <span>{match.title}</span>
            <small>{match.kind}</small>
          </li>
        ))}
        {found.length === 0 && <li role="option" aria-selected={false} aria-disabled="true" className={styles.none}>Nothing is called so.</li>}
      </ul>
    </div>
  );
}
