import type { WorkloadJson } from "#lib/api/pages.ts";
import page from "../parts/page.module.css";
import styles from "./workload.module.css";

/** What was read about it. */
export function Facts({ workload }: { readonly workload: WorkloadJson }) {
  const { pods, addresses, images, nodes, labels, hostNetwork } = workload;
  const facts = [
    { name: "Pods", values: pods },
    { name: "Addresses", values: addresses },
    { name: "Images", values: images },
    { name: "Nodes", values: nodes },
    { name: "Labels", values: labels.map(({ key, value }) => `${key}=${value}`) },
    { name: "Network", values: hostNetwork ? ["the node's own: policies do not apply to it"] : [] },
  ];
  return (
    <details className={page.fold}>
      <summary>Facts</summary>
      <dl className={styles.facts}>
        {facts
          .filter(({ values }) => values.length > 0)
          .map(({ name, values }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                {values.map((value) => (
                  <code key={value}>{value}</code>
                ))}
              </dd>
            </div>
          ))}
      </dl>
    </details>
  );
}
