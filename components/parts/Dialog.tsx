"use client";

import type { ReactNode } from "react";
import buttons from "./button.module.css";
import styles from "./dialog.module.css";
import { CloseIcon } from "./icons.tsx";
import { Sheet, SheetClose, SheetTitle } from "./Sheet.tsx";

interface Props {
  readonly open: boolean;
  readonly title: string;
  readonly size: "small" | "large";
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A sheet with a heading, which a button closes too. */
export function Dialog({ open, title, size, onClose, children }: Props) {
  return (
    <Sheet open={open} className={styles.dialog} size={size} onClose={onClose}>
      <div className={styles.head}>
        <SheetTitle asChild>
          <h2>{title}</h2>
        </SheetTitle>
        <SheetClose className={`${buttons.button} ${buttons.bare}`} aria-label="Close">
          <CloseIcon size={14} />
        </SheetClose>
      </div>
      {children}
    </Sheet>
  );
}
