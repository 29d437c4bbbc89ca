"use client";

import { useState } from "react";
import buttons from "../parts/button.module.css";
import { Dialog } from "../parts/Dialog.tsx";
import { boundKeys } from "../parts/boundkeys.ts";
import { singleKeys, switchSingleKeys, useKeys } from "../parts/useKeys.ts";
import { useWish } from "../parts/wishes.ts";
import { capOf, keysFor } from "./keylist.ts";
import styles from "./keysheet.module.css";

/** What each key does that works on this page, and the switch for those that are a single letter: some people's voices or hands press them by chance. */
export function KeySheet() {
  const [isOpen, setOpen] = useState(false);
  const [on, setOn] = useState(true);
  const [bound, setBound] = useState<ReadonlySet<string>>(new Set());
  const open = (): void => {
    setOn(singleKeys());
    setBound(boundKeys());
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
          {keysFor(bound).map(({ keys, does }) => (
            <div key={does}>
              <dt>
                {keys.map((key) => (
                  <kbd key={key}>{capOf(key)}</kbd>
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
