import { Command, useCommandState } from "cmdk";
import { Fragment, useEffect, useRef } from "react";
import type { Choice, ChoiceGroup } from "./choices.ts";
import styles from "./palette.module.css";

interface Props {
  readonly groups: readonly ChoiceGroup[];
  /** The words that all of it was found by. */
  readonly by: string;
  readonly state: "nothing typed" | "searching" | "found" | "failed";
  /** How many were found and are not told. */
  readonly more: number;
  /** What of the filter makes no sense. */
  readonly faults: readonly string[];
  readonly onChoose: (choice: Choice) => void;
}

/** By which cmdk tells choices apart, without spaces at its ends. */
export const valueOf = (by: string, { id }: Choice): string => `${by} ${id}`.trim();

/** What can be chosen. With other words all of it is another list, so that its first row is the one that Enter takes. */
export function PaletteList({ groups, by, state, more, faults, onChoose }: Props) {
  const count = groups.reduce((sum, { choices }) => sum + choices.length, 0);
  return (
    <>
      <Command.List label="Found" className={styles.list} aria-busy={state === "searching"}>
        <Fragment key={by}>
          {groups.map(({ heading, choices }) => (
            <Command.Group key={heading} heading={heading} className={styles.group}>
              {choices.map((choice) => (
                <Command.Item key={choice.id} value={valueOf(by, choice)} onSelect={() => onChoose(choice)} className={styles.choice}>
                  <span className={styles.title}>{choice.title}</span>
                  <small>{choice.detail}</small>
                  {choice.keys !== undefined && <kbd aria-hidden="true">{choice.keys}</kbd>}
                </Command.Item>
              ))}
            </Command.Group>
          ))}
        </Fragment>
      </Command.List>
      <Active />
      {faults.map((fault) => (
        <p key={fault} className={styles.fault}>
          {fault}
        </p>
      ))}
      <p role="status" className={count > 0 && more === 0 ? "unseen" : styles.told}>
        {sentence(state, count, more)}
      </p>
    </>
  );
}

/** cmdk tells the field its active option only once an arrow was pressed, and readers would not hear the first one. */
function Active() {
  const place = useRef<HTMLSpanElement>(null);
  const value = useCommandState((state) => state.value);
  useEffect(() => {
    const root = place.current?.closest("[cmdk-root]");
    const active = root?.querySelector('[cmdk-item][aria-selected="true"]');
    const field = root?.querySelector("[cmdk-input]");
    if (active) field?.setAttribute("aria-activedescendant", active.id);
    else field?.removeAttribute("aria-activedescendant");
  }, [value]);
  return <span ref={place} hidden />;
}

function sentence(state: Props["state"], count: number, more: number): string {
  switch (state) {
    case "nothing typed":
      return count > 0 ? "" : "Names, labels, addresses; a filter such as ns:web verdict:blocked; an error text, a URL, or a -> b:443/tcp.";
    case "searching":
      return count > 0 ? "" : "Searching…";
    case "failed":
      return "The server did not answer. What was typed is kept.";
    case "found":
      if (count === 0) return "Nothing is called so, and nothing has that address.";
      return more > 0 ? `${String(more)} more: write more of the name, or ns: and a namespace.` : `${String(count)} to choose from.`;
  }
}
