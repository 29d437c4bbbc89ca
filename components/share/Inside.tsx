import type { FreezePreview } from "#lib/api/frozen.ts";
import { count } from "#lib/describe/words.ts";
import styles from "./share.module.css";

/** What a snapshot would hold, by the server that would make it. */
export function Inside({ preview, error }: { readonly preview: FreezePreview | undefined; readonly error: Error | null }) {
  if (preview === undefined) return <p role="status">{error === null ? "Reading what is inside…" : `What is inside could not be told: ${error.message}.`}</p>;
  const { namespaces, names, addresses, policies, bytes } = preview;
  const parts = [
    { title: "Namespaces", values: namespaces },
    { title: "Names", values: names },
    { title: "Addresses", values: addresses },
    { title: "YAML of policies", values: policies },
  ];
  return (
    <details className={styles.inside} open>
      <summary>What is inside, {count(Math.max(1, Math.round(bytes / 1024)), "KiB", "KiB")}</summary>
      <dl>
        {parts.map(({ title, values }) => (
          <div key={title}>
            <dt>{title}</dt>
            <dd>
              {values.length === 0
                ? "none"
                : values.map((value) => (
                    <code key={value}>{value}</code>
                  ))}
            </dd>
          </div>
        ))}
      </dl>
      <p className={styles.quiet}>Secrets are never read, so none is in it.</p>
    </details>
  );
}
