import Link from "next/link";
import type { Frozen as FrozenValues } from "#lib/api/frozen.ts";
import { withoutHeadline } from "#lib/describe/words.ts";
import { ageOf, clockOf } from "#lib/describe/time.ts";
import { LEFT_TEXTS } from "#lib/frozen/words.ts";
import { frozenFilePath } from "#lib/url/paths.ts";
import { ThreeSteps } from "../check/ThreeSteps.tsx";
import { Trace } from "../check/Trace.tsx";
import { Logo } from "../frame/Logo.tsx";
import { ThemeToggle } from "../frame/ThemeToggle.tsx";
import type { ThemeChoice } from "../frame/themechoice.ts";
import { KindTable } from "../live/KindTable.tsx";
import buttons from "../parts/button.module.css";
import { Listed } from "../parts/Listed.tsx";
import page from "../parts/page.module.css";
import { Printed } from "../parts/Printed.tsx";
import { LOOKS, VerdictTag } from "../verdict/Verdict.tsx";
import { FrozenFigure } from "./FrozenFigure.tsx";
import { FrozenPolicy } from "./FrozenPolicy.tsx";
import { RestsOn } from "./RestsOn.tsx";
import styles from "./frozen.module.css";

interface Props {
  readonly id: string;
  readonly frozen: FrozenValues;
  readonly hash: string;
  readonly theme: ThemeChoice;
  /** RFC 3339. */
  readonly renderedAt: string;
}

/** What was so when it was frozen, and nothing of the present: the stored document, section by section as on the check page. */
export function Frozen({ id, frozen, hash, theme, renderedAt }: Props) {
  const { check, cluster, capturedAt, madeAt, live, left, policies, unreadable, facts } = frozen;
  const { answer, three, headline, figure } = check;
  const { verdict, code, notes, missing, engine, addresses } = answer;
  return (
    <div className={styles.frame} data-frozen>
      <header className={styles.bar}>
        <Link href="/" prefetch={false} className={styles.logo} aria-label="Whydrop, map">
          <Logo />
        </Link>
        <p className={styles.stamp}>
          <strong>FROZEN {clockOf(capturedAt)}</strong> · <time dateTime={capturedAt} title={capturedAt}>{`${ageOf(capturedAt, Date.parse(renderedAt))} ago`}</time>
          <span className={styles.cluster}>{cluster.title}</span>
        </p>
        <div className={styles.tools}>
          {live !== "" && (
            <a className={buttons.button} href={live}>
              Open live
            </a>
          )}
          <a className={buttons.button} href={frozenFilePath(id)} download>
            Download as file
          </a>
          <ThemeToggle initial={theme} />
        </div>
      </header>
      <main id="main" className={page.page}>
        <header className={page.head} data-code={code}>
          <div>
            <div className={page.chips}>
              <VerdictTag verdict={verdict} code={code} />
              <span className={page.chip}>Policies said: {LOOKS[verdict].word.toLowerCase()}</span>
            </div>
            <h1>{headline}</h1>
            {answer.reason !== headline && <p className={page.quiet}>{withoutHeadline(answer.reason, answer.code)}</p>}
            {left.map((one) => (
              <p key={one} className={page.quiet}>
                {LEFT_TEXTS[one]}
              </p>
            ))}
          </div>
        </header>
        <FrozenFigure id={id} figure={figure} />
        <section className={styles.three}>
          <h2 className="unseen">In three steps</h2>
          <ThreeSteps three={three} outcome={figure.outcome} />
        </section>
        <Listed title="What is missing" texts={missing} />
        <section className={page.card}>
          <header>
            <h2>How it was decided</h2>
            <span className={page.eyebrow}>
              judged as {engine.name}, {engine.by}
            </span>
          </header>
          <Trace answer={answer} />
        </section>
        {addresses.length > 1 && (
          <section className={page.card}>
            <h2>Addresses</h2>
            <ul className={page.list}>
              {addresses.map(({ address, verdict: one, source }) => (
                <li key={address}>
                  <code>{address}</code> {LOOKS[one].word.toLowerCase()} ({source})
                </li>
              ))}
            </ul>
          </section>
        )}
        <Listed title="Notes" texts={notes.map(({ text }) => text)} />
        {policies.map((policy) => (
          <FrozenPolicy key={policy.id} policy={policy} check={check} />
        ))}
        <Listed title="What could not be read" texts={unreadable} />
        <RestsOn frozen={frozen} hash={hash} />
        {cluster.kinds.length > 0 && (
          <section className={page.card}>
            <h2>What was read, and how old it was</h2>
            <KindTable kinds={cluster.kinds.map((kind) => ({ ...kind, retryAt: null }))} now={Date.parse(madeAt)} />
          </section>
        )}
        {facts.length > 0 && (
          <details className={`${page.fold} ${styles.facts}`}>
            <summary>
              The objects that the verdict rests on <small>{facts.length}</small>
            </summary>
            <pre tabIndex={0}>{facts.join("---\n")}</pre>
          </details>
        )}
      </main>
      <Printed />
    </div>
  );
}
