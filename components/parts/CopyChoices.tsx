"use client";

import * as Radix from "radix-ui/dropdown-menu";
import { useEffect, useState } from "react";
import { type Copied, copy } from "./clipboard.ts";
import { ChevronIcon, CopyIcon } from "./icons.tsx";
import buttons from "./button.module.css";
import styles from "./menu.module.css";
import "./nonce.ts";
import { useKeys } from "./useKeys.ts";

export interface CopyChoice {
  readonly word: string;
  /** Asked for when it is chosen. */
  readonly what: () => Copied;
  /** By which it is chosen without opening the menu. */
  readonly key?: string;
  /** Said once it is copied, beside that it was. */
  readonly told?: string;
}

type Said = { readonly kind: "idle" } | { readonly kind: "copied"; readonly choice: CopyChoice } | { readonly kind: "failed"; readonly choice: CopyChoice };
const IDLE: Said = { kind: "idle" };
const SHOWN_FOR = 4_000;

/** What people paste into channels, tickets and terminals. What was copied is said on the button, and read out. */
export function CopyChoices({ choices }: { readonly choices: readonly CopyChoice[] }) {
  const [said, setSaid] = useState<Said>(IDLE);
  useEffect(() => {
    if (said.kind === "idle") return;
    const timer = setTimeout(() => setSaid(IDLE), SHOWN_FOR);
    return () => clearTimeout(timer);
  }, [said]);
  const take = (choice: CopyChoice): void => {
    copy(choice.what()).then(
      () => setSaid({ kind: "copied", choice }),
      () => setSaid({ kind: "failed", choice }),
    );
  };
  useKeys(Object.fromEntries(choices.flatMap((choice) => (choice.key === undefined ? [] : [[choice.key, () => take(choice)]]))));
  return (
    <>
      <Radix.Root modal={false}>
        <Radix.Trigger className={buttons.button} data-scripted>
          <CopyIcon /> {said.kind === "copied" ? "Copied" : "Copy"} <ChevronIcon size={14} />
        </Radix.Trigger>
        <Radix.Portal>
          <Radix.Content className={styles.sheet} align="end" sideOffset={6} collisionPadding={8}>
            {choices.map((choice) => (
              <Radix.Item key={choice.word} className={styles.choice} onSelect={() => take(choice)}>
                {choice.word} {choice.key !== undefined && <kbd aria-hidden="true">{keyWord(choice.key)}</kbd>}
              </Radix.Item>
            ))}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
      <span className="unseen" role="status">
        {sentenceOf(said)}
      </span>
    </>
  );
}

const keyWord = (key: string): string => (/^[A-Z]$/.test(key) ? `Shift ${key}` : key);

function sentenceOf(said: Said): string {
  if (said.kind === "idle") return "";
  if (said.kind === "failed") return `Not copied: the browser forbids it.`;
  return `${said.choice.word} copied.${said.choice.told === undefined ? "" : ` ${said.choice.told}`}`;
}
