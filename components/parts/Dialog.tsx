import type { ReactNode, RefObject } from "react";
import buttons from "./button.module.css";
import styles from "./dialog.module.css";
import { CloseIcon } from "./icons.tsx";

interface Props {
  readonly dialog: RefObject<HTMLDialogElement | null>;
  readonly title: string;
  /** Of the title, which names the dialog. */
  readonly id: string;
  readonly size: "small" | "large";
  readonly onClose?: () => void;
  readonly children: ReactNode;
}

/**
 * A sheet over the page, closed by its button, by Esc, and by choosing what lies beneath. One whose children come as it opens is
 * focused itself, others at their first button. No `header`: beneath the page's own it would be a second banner.
 */
export function Dialog({ dialog, title, id, size, onClose = () => undefined, children }: Props) {
  return (
    <dialog ref={dialog} className={styles.dialog} data-size={size} aria-labelledby={id} onClose={onClose} onClick={({ target }) => target === dialog.current && dialog.current.close()}>
      {children !== undefined && (
        <div className={styles.panel}>
          <div className={styles.head}>
            <h2 id={id}>{title}</h2>
            <button type="button" className={`${buttons.button} ${buttons.bare}`} aria-label="Close" onClick={() => dialog.current?.close()}>
              <CloseIcon size={14} />
            </button>
          </div>
          {children}
        </div>
      )}
    </dialog>
  );
}
