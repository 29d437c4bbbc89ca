import { clockOf } from "#lib/describe/time.ts";
import { usePin } from "../frame/Shortcuts.tsx";
import buttons from "../parts/button.module.css";
import { CopyButton } from "../parts/CopyButton.tsx";
import { LinkIcon, TimeIcon } from "../parts/icons.tsx";
import styles from "./share.module.css";

/** The page itself: it shows the present and tells when that is another than now; or pinned, this state for good. */
export function LiveLink({ readAt, at, carries, onPinned }: { readonly readAt: string; readonly at: string | undefined; readonly carries: "verdict" | "page"; readonly onPinned: () => void }) {
  const pin = usePin();
  return (
    <div className={styles.part}>
      <p>
        {at === undefined
          ? `The link shows the cluster as it is when it is opened.${carries === "page" ? "" : ` It carries the verdict of ${clockOf(readAt)}: where that is another one by then, the page says so first.`}`
          : `The link shows the state of ${clockOf(at)}, evaluated again from stored history for as long as that is kept.`}
      </p>
      <output className={styles.address}>{window.location.href}</output>
      <p className={styles.actions}>
        <CopyButton icon={<LinkIcon />} text={() => window.location.href}>
          Copy link
        </CopyButton>
        {at === undefined && (
          <button
            type="button"
            className={buttons.button}
            onClick={() => {
              onPinned();
              pin();
            }}
          >
            <TimeIcon /> Pin this state <kbd>y</kbd>
          </button>
        )}
      </p>
    </div>
  );
}
