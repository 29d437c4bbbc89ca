"use client";

import * as Radix from "radix-ui/dialog";
import { type ReactNode, useEffect, useRef } from "react";
import "./nonce.ts";
import styles from "./sheet.module.css";

interface Props {
  readonly open: boolean;
  readonly className: string | undefined;
  readonly size?: "small" | "large";
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What a sheet that is just closing had to give the focus back to: another one opens in its place. */
let closing: Element | null = null;

/**
 * Lies over the page until it is closed by Esc, or by choosing what lies beneath. Radix knows no button that it belongs to, so
 * the focus is given back here to what had it.
 */
export function Sheet({ open, className = "", size, onClose, children }: Props) {
  const before = useRef<Element>(null);
  useEffect(() => {
    if (!open) return;
    return () => {
      closing = before.current;
    };
  }, [open]);
  return (
    <Radix.Root open={open} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className={styles.beneath} />
        <Radix.Content
          className={`${styles.sheet} ${className}`}
          data-size={size}
          aria-describedby={undefined}
          onOpenAutoFocus={() => {
            before.current = document.activeElement === document.body ? closing : document.activeElement;
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            closing = null;
            if (before.current instanceof HTMLElement && before.current.isConnected) before.current.focus();
          }}
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

export const SheetTitle = Radix.Title;
export const SheetClose = Radix.Close;
