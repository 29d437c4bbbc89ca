"use client";

import { type ReactNode, type SyntheticEvent, useRef } from "react";

/** Pointing at a rule lights its line of YAML, and the other way round: both carry the line's number. */
export function LitLines({ className, children }: { readonly className: string | undefined; readonly children: ReactNode }) {
  const root = useRef<HTMLDivElement>(null);
  const light = ({ target }: SyntheticEvent): void => {
    const line = target instanceof Element ? target.closest<HTMLElement>("[data-line]")?.dataset["line"] : undefined;
    for (const lit of root.current?.querySelectorAll("[data-lit]") ?? []) lit.removeAttribute("data-lit");
    if (line === undefined) return;
    const twins = root.current?.querySelectorAll(`[data-line="${CSS.escape(line)}"]`) ?? [];
    if (twins.length > 1) for (const twin of twins) twin.setAttribute("data-lit", "");
  };
  return (
    <div ref={root} className={className} onPointerOver={light} onPointerLeave={light} onFocus={light}>
      {children}
    </div>
  );
}
