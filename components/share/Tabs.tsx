"use client";

import * as Radix from "radix-ui/tabs";
import type { ReactNode } from "react";
import styles from "./share.module.css";

const TABS = [
  { tab: "live", title: "Live" },
  { tab: "frozen", title: "Frozen" },
] as const;

export type Tab = (typeof TABS)[number]["tab"];

/** One Tab stop; arrows go from one to the other. Both parts stay, so that nothing that was typed is lost. */
export function Tabs({ chosen, onChoose, live, frozen }: { readonly chosen: Tab; readonly onChoose: (tab: Tab) => void; readonly live: ReactNode; readonly frozen: ReactNode }) {
  return (
    <Radix.Root value={chosen} onValueChange={(value) => onChoose(TABS.find(({ tab }) => tab === value)?.tab ?? chosen)}>
      <Radix.List className={styles.tabs} aria-label="What kind of link">
        {TABS.map(({ tab, title }) => (
          <Radix.Trigger key={tab} value={tab}>
            {title}
          </Radix.Trigger>
        ))}
      </Radix.List>
      <Radix.Content value="live" className={styles.panel} forceMount hidden={chosen !== "live"}>
        {live}
      </Radix.Content>
      <Radix.Content value="frozen" className={`${styles.panel} ${styles.frozen}`} forceMount hidden={chosen !== "frozen"}>
        {frozen}
      </Radix.Content>
    </Radix.Root>
  );
}
