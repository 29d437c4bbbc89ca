"use client";

import { type ReactNode, useEffect, useState } from "react";
import styles from "./button.module.css";
import { CopyIcon } from "./icons.tsx";
import { useKeys } from "./useKeys.ts";

interface Props {
  readonly text: string | (() => string);
  readonly children: ReactNode;
  readonly icon?: ReactNode;
  readonly bare?: boolean;
  /** That does the same. */
  readonly shortcut?: string;
}

/** Copies what `text` gives at the time of the click, and says so. */
export function CopyButton({ text, children, icon = <CopyIcon />, bare = false, shortcut }: Props) {
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2_000);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = (): void => {
    navigator.clipboard.writeText(typeof text === "string" ? text : text()).then(
      () => setState("copied"),
      () => setState("failed"),
    );
  };
  useKeys(shortcut === undefined ? {} : { [shortcut]: copy });
  return (
    <button type="button" className={`${styles.button} ${bare ? styles.bare : ""}`} onClick={copy} data-state={state} data-scripted>
      {icon}
      <span aria-live="polite">{state === "idle" ? children : state === "copied" ? "Copied" : "Not copied: the browser forbids it"}</span>
    </button>
  );
}
