"use client";

import * as Popover from "radix-ui/popover";
import type { ReactNode } from "react";
import styles from "./menu.module.css";

/** Something that opens below a button. Escape or a click elsewhere closes it; without scripts it is a fold. */
export function Menu({ label, children, className = "", end = false }: { readonly label: ReactNode; readonly children: ReactNode; readonly className?: string | undefined; readonly end?: boolean }) {
  return (
    <>
      <Popover.Root>
        <Popover.Trigger className={`${styles.trigger} ${className}`} data-scripted>
          {label}
        </Popover.Trigger>
        <Popover.Portal>
          <Popover.Content className={styles.sheet} align={end ? "end" : "start"} sideOffset={6} collisionPadding={8}>
            {children}
          </Popover.Content>
        </Popover.Portal>
      </Popover.Root>
      <noscript>
        <details className={styles.menu}>
          <summary className={className}>{label}</summary>
          <div className={`${styles.sheet} ${styles.below} ${end ? styles.end : ""}`}>{children}</div>
        </details>
      </noscript>
    </>
  );
}
