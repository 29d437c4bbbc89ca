import type { StepJson } from "#lib/api/answer.ts";
import type { CheckJson } from "#lib/api/pages.ts";
import { momentOf } from "#lib/describe/moments.ts";
import { HEADLINES } from "#lib/describe/words.ts";
import { checkPath } from "#lib/url/paths.ts";
import { Figure } from "../figure/Figure.tsx";
import page from "../parts/page.module.css";
import { Ticked } from "../parts/Ticked.tsx";
import { PageLink } from "../url/PageLink.tsx";
import { VerdictTag } from "../verdict/Verdict.tsx";
import { endsOf } from "./ends.ts";
import { ThreeSteps } from "./ThreeSteps.tsx";
import styles from "./compare.module.css";

interface Side {
  readonly title: string;
  /** RFC 3339; undefined: the present. */
  readonly at: string | undefined;
  readonly check: CheckJson;
}

/** One question, two times: the older answer first, and what only one of them says. */
export function Compare({ cluster, then, now }: { readonly cluster: string; readonly then: Omit<Side, "title">; readonly now: Omit<Side, "title"> }) {
  const sides: readonly (Side & { readonly only: readonly StepJson[] })[] = [
    { ...then, title: titleOf(then.at), only: onlyIn(then.check, now.check) },
    { ...now, title: titleOf(now.at), only: onlyIn(now.check, then.check) },
  ];
  const isSame = then.check.answer.code === now.check.answer.code && then.check.answer.reason === now.check.answer.reason;
  return (
    <>
      <header className={page.head}>
        <h1>{isSame ? `${HEADLINES[now.check.answer.code]}, the same at both times` : `${HEADLINES[then.check.answer.code]} → ${HEADLINES[now.check.answer.code]}`}</h1>
      </header>
      <div className={styles.sides}>
        {sides.map(({ title, at, check, only }) => (
          <section key={title} className={page.card} aria-label={title}>
            <header>
              <h2>{title}</h2>
              <PageLink href={checkPath(cluster, { ...endsOf(check.answer), at })}>Open</PageLink>
            </header>
            <div className={styles.side}>
              <VerdictTag verdict={check.answer.verdict} code={check.answer.code} />
              <p className={styles.sentence}>{check.headline}</p>
              <Figure figure={check.figure} />
              <ThreeSteps three={check.three} outcome={check.figure.outcome} />
              {only.length > 0 && (
                <>
                  <h3>Only here</h3>
                  <ul className={styles.only}>
                    {only.map(({ code, text }) => (
                      <li key={code + text}>
                        <Ticked text={text} />
                      </li>
                    ))}
                  </ul>
                </>
              )}
            </div>
          </section>
        ))}
      </div>
    </>
  );
}

const titleOf = (at: string | undefined): string => (at === undefined ? "Now" : `As it was at ${momentOf(at)}`);

const onlyIn = ({ answer }: CheckJson, other: CheckJson): readonly StepJson[] => answer.steps.filter((step) => !other.answer.steps.some(({ code, text }) => code === step.code && text === step.text));
