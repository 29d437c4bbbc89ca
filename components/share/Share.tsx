"use client";

import { useRef, useState } from "react";
import type { CheckJson } from "#lib/api/pages.ts";
import type { Selection } from "#lib/url/selection.ts";
import buttons from "../parts/button.module.css";
import { Dialog } from "../parts/Dialog.tsx";
import { ShareIcon } from "../parts/icons.tsx";
import { useKeys } from "../parts/useKeys.ts";
import { FrozenLink } from "./FrozenLink.tsx";
import { LiveLink } from "./LiveLink.tsx";
import { SnapshotList } from "./SnapshotList.tsx";
import { type Tab, Tabs } from "./Tabs.tsx";
import styles from "./share.module.css";

interface Props {
  readonly cluster: string;
  readonly check: CheckJson;
  readonly ends: Selection;
  /** The past state that is shown, RFC 3339. */
  readonly at: string | undefined;
}

/** The ways to pass an answer on: the page that lives, or its bytes as they are now. `Shift Y` opens the second. */
export function Share({ cluster, check, ends, at }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [tab, setTab] = useState<Tab>();
  const open = (chosen: Tab): void => {
    setTab(chosen);
    dialog.current?.showModal();
  };
  useKeys({ Y: () => open("frozen") });
  return (
    <>
      <button type="button" className={buttons.button} aria-haspopup="dialog" data-scripted onClick={() => open("live")}>
        <ShareIcon /> Share
      </button>
      <Dialog dialog={dialog} title="Share" id="share-title" size="large" onClose={() => setTab(undefined)}>
        {tab === undefined ? undefined : (
          <>
            <Tabs chosen={tab} onChoose={setTab} />
            {/* Both stay, so that nothing that was typed is lost. */}
            <div role="tabpanel" id="share-live" aria-labelledby="tab-live" hidden={tab !== "live"}>
              <LiveLink readAt={check.cluster.readAt} at={at} onPinned={() => dialog.current?.close()} />
            </div>
            <div role="tabpanel" id="share-frozen" aria-labelledby="tab-frozen" hidden={tab !== "frozen"} className={styles.frozen}>
              <FrozenLink cluster={cluster} check={check} ends={ends} at={at} />
              <SnapshotList />
            </div>
          </>
        )}
      </Dialog>
    </>
  );
}
