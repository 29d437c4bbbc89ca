import type { Notice } from "#lib/url/state.ts";
import { WarningIcon } from "../parts/icons.tsx";
import styles from "./notices.module.css";

/** What a link says that could not be used; nothing is replaced in silence. */
export function Notices({ notices }: { readonly notices: readonly Notice[] }) {
  if (notices.length === 0) return null;
  return (
    <div role="status">
      <ul className={styles.notices}>
      {notices.map(({ parameter, value, expected }) => (
        <li key={parameter}>
          <WarningIcon /> The link says <code>{`${parameter}=${value}`}</code>, which is not {expected}. The page shows what it shows without it.
        </li>
      ))}
      </ul>
    </div>
  );
}
