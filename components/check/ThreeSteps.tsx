import type { CheckJson, Figure } from "#lib/api/pages.ts";
import styles from "./steps.module.css";

const SYMPTOMS: Readonly<Record<Figure["outcome"], string>> = {
  blocked: "What the pod sees",
  rule: "What the pod sees",
  dns: "What the pod sees",
  allowed: "If it still fails",
  partly: "What the pod sees",
  unknown: "What is missing",
};

/** The figure in words: the same three numbers. */
export function ThreeSteps({ three, outcome }: { readonly three: CheckJson["three"]; readonly outcome: Figure["outcome"] }) {
  const steps = [
    { title: "The pod issues the request", text: three.request },
    { title: "The policies are consulted", text: three.policy },
    { title: SYMPTOMS[outcome], text: three.symptom },
  ];
  return (
    <ol className={styles.three} data-outcome={outcome}>
      {steps.map(({ title, text }) => (
        <li key={title}>
          <h3>{title}</h3>
          <p>{text}</p>
        </li>
      ))}
    </ol>
  );
}
