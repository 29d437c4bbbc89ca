import type { AnswerJson } from "#lib/api/answer.ts";
import { objectTitle, policiesSay } from "#lib/describe/fourwords.ts";
import { policyPath } from "#lib/url/paths.ts";
import { PageAnchor } from "../url/PageLink.tsx";
import styles from "./trace.module.css";

/** Each policy by itself. None of Kubernetes' own denies: it does not allow. */
export function PoliciesSay({ cluster, answer }: { readonly cluster: string; readonly answer: AnswerJson }) {
  const said = policiesSay(answer);
  if (said.length === 0) return null;
  return (
    <ul className={styles.says} aria-label="What each policy says">
      {said.map(({ object, side, word, line }) => {
        const [kind = "", name = ""] = object.split(" ");
        return (
          <li key={`${side} ${object}`} data-word={word}>
            <PageAnchor href={policyPath(cluster, name.includes("/") ? name : `/${name}`, { kind, line })}>{objectTitle(object)}</PageAnchor> <strong>{word}</strong> <small>{side}</small>
          </li>
        );
      })}
    </ul>
  );
}
