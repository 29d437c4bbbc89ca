"use client";

import { useState } from "react";
import buttons from "../parts/button.module.css";
import { Dialog } from "../parts/Dialog.tsx";
import { singleKeys, switchSingleKeys, useKeys } from "../parts/useKeys.ts";
import { useWish } from "../parts/wishes.ts";
import styles from "./keysheet.module.css";

const KEYS = [
  { keys: ["/"], does: "Search, filter the map, check a pasted error" },
  { keys: ["Ctrl K", "⌘ K"], does: "The same, and whatever can be done here, from any field" },
  { keys: ["g m", "g c", "g p", "g t"], does: "Go to Map, Check, Policies, Timeline" },
  { keys: ["c", "Shift C", "l"], does: "Copy for Slack, as Markdown, the link" },
  { keys: ["x"], does: "Swap from and to (Check)" },
  { keys: ["y"], does: "Pin the state that is shown" },
  { keys: ["Shift Y"], does: "Freeze the answer (Check)" },
  { keys: ["[", "]"], does: "Change before, change after (Timeline)" },
  { keys: ["n", "N"], does: "Next, previous blocked connection (Map)" },
  { keys: ["← → ↑ ↓", "e", "i"], does: "In the map: to what lies there, along what is called, along who calls" },
  { keys: ["Enter", "Space"], does: "Open details; open or close a namespace (Map)" },
  { keys: ["d"], does: "Drops alone, and all again (Map)" },
  { keys: ["t"], does: "Graph, split, table (Map)" },
  { keys: ["u"], does: "Apply what waits (Map)" },
  { keys: ["r", "Ctrl Z", "⌘ Z"], does: "Rearrange for everybody, and take it back (Map)" },
  { keys: ["+", "-", "0", "f"], does: "Zoom, full size, fit (Map)" },
  { keys: ["Esc"], does: "One step back" },
  { keys: ["?"], does: "These keys" },
] as const;

/** What each key does, and the switch for those that are a single letter: some people's voices or hands press them by chance. */
export function KeySheet() {
  const [isOpen, setOpen] = useState(false);
  const [on, setOn] = useState(true);
  const open = (): void => {
    setOn(singleKeys());
    setOpen(true);
  };
  useKeys({ "?": open });
  useWish("keys", open);
  return (
    <>
      <button type="button" className={`${buttons.button} ${buttons.bare}`} aria-label="Keys" title="Keys" aria-haspopup="dialog" data-scripted onClick={open}>
        ?
      </button>
      <Dialog open={isOpen} title="Keys" size="small" onClose={() => setOpen(false)}>
        <dl className={styles.keys}>
          {KEYS.map(({ keys, does }) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{does}</dd>
            </div>
          ))}
        </dl>
        <label>
          <input
            type="checkbox"
            checked={on}
            onChange={({ target }) => {
              switchSingleKeys(target.checked);
              setOn(target.checked);
            }}
          />{" "}
          Single keys work outside of fields
        </label>
      </Dialog>
    </>
  );
}
