"use client";

import * as Sheet from "radix-ui/dialog";
import type { ReactNode } from "react";
import buttons from "./button.module.css";
import styles from "./dialog.module.css";
import { CloseIcon } from "./icons.tsx";
import "./nonce.ts";

interface Props {
  readonly open: boolean;
  readonly title: string;
  readonly size: "small" | "large";
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A sheet over the page, closed by its button, by Esc, and by choosing what lies beneath. */
export function Dialog({ open, title, size, onClose, children }: Props) {
  return (
    <Sheet.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Sheet.Portal>
        <Sheet.Overlay className={styles.beneath} />
        <Sheet.Content className={styles.dialog} data-size={size} aria-describedby={undefined}>
          <div className={styles.head}>
            <Sheet.Title asChild>
              <h2>{title}</h2>
            </Sheet.Title>
            <Sheet.Close className={`${buttons.button} ${buttons.bare}`} aria-label="Close">
              <CloseIcon size={14} />
            </Sheet.Close>
          </div>
          {children}
        </Sheet.Content>
      </Sheet.Portal>
    </Sheet.Root>
  );
}
