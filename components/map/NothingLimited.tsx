import { mapPath } from "#lib/url/paths.ts";
import buttons from "../parts/button.module.css";
import { PageLink } from "../url/PageLink.tsx";
import styles from "./head.module.css";

/** Where to go on in a cluster that no policy limits. @param demo address of the incident that the demo brings, where there is one */
export function NothingLimited({ cluster, demo }: { readonly cluster: string; readonly demo: string | undefined }) {
  return (
    <p className={styles.onward}>
      <PageLink className={buttons.button} href={mapPath(cluster, { q: "is:open" })}>
        See open workloads
      </PageLink>
      {demo !== undefined && (
        // Another cluster has another past.
        <a className={buttons.button} href={demo}>
          Try the demo: api-client → Stripe
        </a>
      )}
    </p>
  );
}
