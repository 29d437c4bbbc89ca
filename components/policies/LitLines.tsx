"use client";

import { type ReactNode, type SyntheticEvent, useRef } from "react";
import { LIT } from "./lit.ts";

/** Pointing at a rule lights its line of YAML, and the other way round: both carry the line's number. */
export function LitLines({ className, children }: { readonly className: string | undefined; readonly children: ReactNode }) {
  const root = useRef<HTMLDivElement>(null);
  const light = ({ target }: SyntheticEvent): void => {
    const line = target instanceof Element ? target.closest<HTMLElement>("[data-line]")?.dataset["line"] : undefined;
    for (const lit of root.current?.querySelectorAll("[data-lit]:not(.cm-line)") ?? []) lit.removeAttribute("data-lit");
    const twins = line === undefined ? [] : [...(root.current?.querySelectorAll(`[data-line="${CSS.escape(line)}"]`) ?? [])];
    const isTwin = twins.length > 1;
    // An editor draws its own lines.
    root.current?.dispatchEvent(new CustomEvent(LIT, { detail: isTwin ? Number(line) : undefined }));
    if (isTwin) for (const twin of twins.filter((one) => !one.matches(".cm-line"))) twin.setAttribute("data-lit", "");
  };
  return (
    <div ref={root} className={className} data-lines onPointerOver={light} onPointerLeave={light} onFocus={light}>
      {children}
    </div>
  );
}
