"use client";

import { useEffect, useRef } from "react";
import type { FrozenLink } from "#lib/api/frozen.ts";
import { momentOf } from "#lib/describe/moments.ts";
import buttons from "../parts/button.module.css";
import { CopyButton } from "../parts/CopyButton.tsx";
import { LinkIcon } from "../parts/icons.tsx";
import styles from "./share.module.css";

/** The link of a snapshot. Nobody can be told it again: only a hash of it is stored. */
export function Made({ link: { url, path, expiresAt, title }, durable, again }: { readonly link: FrozenLink; readonly durable: boolean; readonly again: () => void }) {
  const address = useRef<HTMLOutputElement>(null);
  useEffect(() => address.current?.focus(), []);
  return (
    <div className={styles.part} data-made>
      <p role="status">
        <strong>Frozen.</strong> {title}
      </p>
      <output ref={address} tabIndex={-1} className={styles.address} aria-label="The frozen link">
        {url}
      </output>
      <p className={styles.actions}>
        <CopyButton icon={<LinkIcon />} text={url}>
          Copy frozen link
        </CopyButton>
        <a className={buttons.button} href={`${path}/file`} download>
          Download as file
        </a>
        <a className={buttons.button} href={path}>
          Open
        </a>
        <button type="button" className={`${buttons.button} ${buttons.bare}`} onClick={again}>
          Freeze again
        </button>
      </p>
      <p className={styles.quiet}>
        This link is shown only now. {expiresAt === null ? "It is kept until it is revoked." : `It expires ${momentOf(expiresAt)}.`}
        {!durable && " Kept in memory only: this link dies when Whydrop stops."}
      </p>
    </div>
  );
}
