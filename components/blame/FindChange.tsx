"use client";

import Link, { useLinkStatus } from "next/link";
import { TimeIcon } from "../parts/icons.tsx";
import buttons from "../parts/button.module.css";
import styles from "./blame.module.css";

/** A link and no button: so the server answers it also where nothing is scripted. */
export function FindChange({ href }: { readonly href: string }) {
  return (
    <p className={styles.find}>
      <Link className={buttons.button} href={href} prefetch={false} scroll={false}>
        <TimeIcon /> Find the change that broke this
        <Looking />
      </Link>
    </p>
  );
}

function Looking() {
  const { pending } = useLinkStatus();
  return <span role="status">{pending && "Looking through the history…"}</span>;
}
