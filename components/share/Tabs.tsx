import type { KeyboardEvent } from "react";
import styles from "./share.module.css";

const TABS = [
  { tab: "live", title: "Live" },
  { tab: "frozen", title: "Frozen" },
] as const;

export type Tab = (typeof TABS)[number]["tab"];

/** One Tab stop; arrows go from one to the other. */
export function Tabs({ chosen, onChoose }: { readonly chosen: Tab; readonly onChoose: (tab: Tab) => void }) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
    const next = chosen === "live" ? "frozen" : "live";
    onChoose(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div role="tablist" aria-label="What kind of link" className={styles.tabs} onKeyDown={onKeyDown}>
      {TABS.map(({ tab, title }) => (
        <button key={tab} type="button" role="tab" id={`tab-${tab}`} aria-selected={tab === chosen} aria-controls={`share-${tab}`} tabIndex={tab === chosen ? 0 : -1} onClick={() => onChoose(tab)}>
          {title}
        </button>
      ))}
    </div>
  );
}
