"use client";

import { type ReactNode, useEffect, useRef } from "react";
import styles from "./menu.module.css";

/** Something that opens below a button; works without scripts too. Escape or a click elsewhere closes it. */
export function Menu({ label, children, className = "", end = false }: { readonly label: ReactNode; readonly children: ReactNode; readonly className?: string | undefined; readonly end?: boolean }) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (): void => details.current?.removeAttribute("open");
    const onPointer = (event: PointerEvent): void => {
      if (event.target instanceof Node && !details.current?.contains(event.target)) close();
    };
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== "Escape" || !details.current?.open) return;
      close();
      details.current.querySelector("summary")?.focus();
    };
    document.addEventListener("pointerdown", onPointer);
    document.addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("pointerdown", onPointer);
      document.removeEventListener("keydown", onKey);
    };
  }, []);

  return (
    <details ref={details} className={styles.menu}>
      <summary className={className}>{label}</summary>
      <div className={`${styles.sheet} ${end ? styles.end : ""}`}>{children}</div>
    </details>
  );
}
