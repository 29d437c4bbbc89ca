import type { CheckJson } from "#lib/api/pages.ts";
import { CopyButton } from "../parts/CopyButton.tsx";
import page from "../parts/page.module.css";
import styles from "./commands.module.css";

/** To look for oneself. Nothing is run from here. */
export function Commands({ commands }: { readonly commands: CheckJson["kubectl"] }) {
  if (commands.length === 0) return null;
  return (
    <details className={page.fold}>
      <summary>
        kubectl, to see it yourself <small>nothing is run from here</small>
      </summary>
      <ul className={styles.commands}>
        {commands.map(({ title, command }) => (
          <li key={command}>
            <h3>{title}</h3>
            <div className={styles.command}>
              <pre tabIndex={0}>{command}</pre>
              <CopyButton text={command} bare>
                Copy
              </CopyButton>
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}
