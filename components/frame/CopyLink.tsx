"use client";

import { CopyButton } from "../parts/CopyButton.tsx";
import { LinkIcon } from "../parts/icons.tsx";

/** The address bar is the link: it has the whole state, and the verdict it shows. */
export function CopyLink() {
  return (
    <CopyButton shortcut="l" icon={<LinkIcon />} text={() => window.location.href}>
      Copy link
    </CopyButton>
  );
}
