import type { CheckJson } from "#lib/api/pages.ts";
import { withoutHeadline } from "#lib/describe/words.ts";
import { checkPath } from "#lib/url/paths.ts";
import { selectionId } from "#lib/url/selection.ts";
import { type Blamed, FoundChange } from "../blame/FoundChange.tsx";
import { FindChange } from "../blame/FindChange.tsx";
import { Figure } from "../figure/Figure.tsx";
import { Listed } from "../parts/Listed.tsx";
import page from "../parts/page.module.css";
import { Ticked } from "../parts/Ticked.tsx";
import { Share } from "../share/Share.tsx";
import { LOOKS, VerdictTag } from "../verdict/Verdict.tsx";
import { Commands } from "./Commands.tsx";
import { CopyMenu } from "./CopyMenu.tsx";
import { endsOf } from "./ends.ts";
import { PoliciesSay } from "./PoliciesSay.tsx";
import { ThreeSteps } from "./ThreeSteps.tsx";
import { Trace } from "./Trace.tsx";
import styles from "./result.module.css";

interface Props {
  readonly cluster: string;
  readonly check: CheckJson;
  /** The past state that is shown, RFC 3339. */
  readonly at: string | undefined;
  /** What was found where the change was looked for. */
  readonly found: Blamed | undefined;
}

/** The answer, most important first: sentence, figure, three steps, and then every step that led to it. */
export function CheckResult({ cluster, check, at, found }: Props) {
  const { answer, figure, three, headline, kubectl } = check;
  const { verdict, code, notes, missing, engine, addresses } = answer;
  const ends = endsOf(answer);
  return (
    <>
      <header className={page.head} data-code={code}>
        <div>
          <h1>{headline}</h1>
          {answer.reason !== headline && <p className={page.quiet}>{withoutHeadline(answer.reason, answer.code)}</p>}
          <div className={page.chips}>
            <VerdictTag verdict={verdict} code={code} />
            <span className={page.chip}>Policies say: {LOOKS[verdict].word.toLowerCase()}</span>
            <code className={styles.code}>{code}</code>
          </div>
        </div>
        <div className={styles.tools}>
          <CopyMenu check={check} />
          <Share cluster={cluster} check={check} ends={ends} at={at} />
        </div>
      </header>
      {found === undefined ? (
        (verdict === "deny" || verdict === "partial") && <FindChange href={checkPath(cluster, { ...ends, at, blame: true })} />
      ) : (
        <FoundChange cluster={cluster} sel={selectionId(ends)} found={found} />
      )}
      <section className={styles.figure} aria-label="Path">
        <Figure figure={figure} cluster={cluster} />
      </section>
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
        <PoliciesSay cluster={cluster} answer={answer} />
        <Trace cluster={cluster} answer={answer} />
      </section>
      {addresses.length > 1 && (
        <section className={page.card}>
          <h2>Addresses</h2>
          <ul className={styles.addresses}>
            {addresses.map(({ address, verdict: one, source, by, at }) => (
              <li key={address}>
                <code>{address}</code> <span className={LOOKS[one].look}>{LOOKS[one].word}</span> <small>{[by === undefined ? source : `${source} ${by}`, at].filter((part) => part !== null).join(", ")}</small>
              </li>
            ))}
          </ul>
        </section>
      )}
      {notes.length > 0 && (
        <section className={page.card}>
          <h2>Notes</h2>
          <ul className={page.list}>
            {notes.map(({ code: note, text }) => (
              <li key={`${note}${text}`}>
                <Ticked text={text} /> <code className={styles.code}>{note}</code>
              </li>
            ))}
          </ul>
        </section>
      )}
      <Commands commands={kubectl} />
      <details className={page.fold}>
        <summary>
          JSON <small>as the API and the command line give it</small>
        </summary>
        <pre className={styles.raw} tabIndex={0}>
          {JSON.stringify(answer, undefined, 2)}
        </pre>
      </details>
    </>
  );
}
