import type { WorkloadJson } from "#lib/api/pages.ts";
import { authorText, objectName } from "#lib/describe/changes.ts";
import { momentAndAge } from "#lib/describe/moments.ts";
import { timelinePath } from "#lib/url/paths.ts";
import { around } from "#lib/url/window.ts";
import page from "../parts/page.module.css";
import { PageLink } from "../url/PageLink.tsx";
import styles from "./workload.module.css";

/** What of its stored past concerns it. @param now milliseconds */
export function Changes({ cluster, changes, now }: { readonly cluster: string; readonly changes: WorkloadJson["changes"]; readonly now: number }) {
  return (
    <details className={page.fold}>
      <summary>Changes ({changes.length})</summary>
      {changes.length === 0 && <p className={styles.none}>None is stored.</p>}
      <ul className={styles.changes}>
        {changes.map(({ at, changes: objects, effect }) => (
          <li key={at} data-effect={effect === "" ? undefined : "flips"}>
            <PageLink href={timelinePath(cluster, { win: around(at) }, at)}>
              <time dateTime={at}>{momentAndAge(at, now)}</time>
            </PageLink>
            <div>
              {objects.slice(0, SHOWN).map((change) => (
                <p key={change.object}>
                  {change.kind} {objectName(change)} <strong>{change.action}</strong>
                  {change.action === "changed" && change.summary !== "" && <code> {change.summary}</code>} <small>{authorText(change.by)}</small>
                </p>
              ))}
              {objects.length > SHOWN && <p>and {objects.length - SHOWN} more objects</p>}
              {effect !== "" && <p className={styles.effect}>{effect}</p>}
            </div>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Objects of one change. */
const SHOWN = 5;
