import type { WorkloadJson } from "#lib/api/pages.ts";
import page from "../parts/page.module.css";
import styles from "./workload.module.css";

/** What was read about it: its labels, which policies select by, and where it runs. */
export function Facts({ workload }: { readonly workload: WorkloadJson }) {
  const { pods, addresses, images, nodes, labels, hostNetwork, asked } = workload;
  const facts = [
    { name: "Pods", values: pods },
    { name: "Addresses", values: addresses },
    { name: "Images", values: images },
    { name: "Nodes", values: nodes },
    { name: "Network", values: hostNetwork ? ["the node's own: policies do not apply to it"] : [] },
  ].filter(({ values }) => values.length > 0);
  return (
    <>
      <details className={page.fold}>
        <summary>Labels ({labels.length})</summary>
        <ul className={styles.labels}>
          {labels.map(({ key, value }) => (
            <li key={key}>
              <code>{`${key}=${value}`}</code>
            </li>
          ))}
        </ul>
      </details>
      <details className={page.fold} open={(asked !== null && asked.gone === null) || undefined}>
        <summary>Pods and addresses</summary>
        <dl className={styles.facts}>
          {facts.map(({ name, values }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {values.map((value) => (
                  <code key={value} data-asked={value === asked?.pod || undefined}>
                    {value}
                  </code>
                ))}
              </dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}
