"use client";

import { type ReactNode, useState } from "react";
import type { CheckJson } from "#lib/api/pages.ts";
import type { Selection } from "#lib/url/selection.ts";
import buttons from "../parts/button.module.css";
import { Dialog } from "../parts/Dialog.tsx";
import { ShareIcon } from "../parts/icons.tsx";
import { useKeys } from "../parts/useKeys.ts";
import { useWish } from "../parts/wishes.ts";
import { FrozenLink } from "./FrozenLink.tsx";
import { LiveLink } from "./LiveLink.tsx";
import { SnapshotList } from "./SnapshotList.tsx";
import { type Tab, Tabs } from "./Tabs.tsx";

interface Props {
  readonly cluster: string;
  readonly check: CheckJson;
  readonly ends: Selection;
  /** The past state that is shown, RFC 3339. */
  readonly at: string | undefined;
}

/** The ways to pass an answer on: the page that lives, or its bytes as they are now. `Shift Y` opens the second. */
export function Share({ cluster, check, ends, at }: Props) {
  const [tab, setTab] = useState<Tab>();
  const close = (): void => setTab(undefined);
  useKeys({ Y: () => setTab("frozen") });
  useWish("freeze", () => setTab("frozen"));
  return (
    <>
      <ShareButton onOpen={() => setTab("live")} />
      <ShareSheet open={tab !== undefined} onClose={close}>
        <Tabs
          chosen={tab ?? "live"}
          onChoose={setTab}
          live={<LiveLink readAt={check.cluster.readAt} at={at} carries="verdict" onPinned={close} />}
          frozen={
            <>
              <FrozenLink cluster={cluster} check={check} ends={ends} at={at} />
              <SnapshotList />
            </>
          }
        />
      </ShareSheet>
    </>
  );
}

/** The same for a page that has no single answer: its link. */
export function SharePage({ readAt, at }: { readonly readAt: string; readonly at: string | undefined }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <ShareButton onOpen={() => setOpen(true)} />
      <ShareSheet open={open} onClose={() => setOpen(false)}>
        <LiveLink readAt={readAt} at={at} carries="page" onPinned={() => setOpen(false)} />
      </ShareSheet>
    </>
  );
}

const ShareButton = ({ onOpen }: { readonly onOpen: () => void }) => (
  <button type="button" className={buttons.button} aria-haspopup="dialog" data-scripted onClick={onOpen}>
    <ShareIcon /> Share
  </button>
);

const ShareSheet = ({ open, onClose, children }: { readonly open: boolean; readonly onClose: () => void; readonly children: ReactNode }) => (
  <Dialog open={open} title="Share" size="large" onClose={onClose}>
    {children}
  </Dialog>
);
