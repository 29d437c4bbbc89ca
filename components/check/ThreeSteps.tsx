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

/** The two ways to be denied are what people search their logs for. */
function symptomTitle(outcome: Figure["outcome"], text: string): string {
  if (outcome !== "blocked" && outcome !== "rule") return SYMPTOMS[outcome];
  return text.startsWith("A hang") ? "The pod sees a hang, then a timeout" : text.startsWith("Refused") ? "The pod is refused at once" : SYMPTOMS[outcome];
}

/** The figure in words: the same three numbers. */
export function ThreeSteps({ three, outcome }: { readonly three: CheckJson["three"]; readonly outcome: Figure["outcome"] }) {
  const steps = [
    { title: "The pod issues the request", text: three.request },
    { title: "The CNI consults the policies", text: three.policy },
    { title: symptomTitle(outcome, three.symptom), text: three.symptom },
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
