import type { Suggestions } from "#lib/api/pages.ts";
import { checkPath } from "#lib/url/paths.ts";
import type { UrlState } from "#lib/url/state.ts";
import buttons from "../parts/button.module.css";
import { SwapIcon } from "../parts/icons.tsx";
import { Ticked } from "../parts/Ticked.tsx";
import { PageLink } from "../url/PageLink.tsx";
import { CheckButton } from "./CheckButton.tsx";
import { Field } from "./Field.tsx";
import { SwapKey } from "./SwapKey.tsx";
import styles from "./form.module.css";

type Query = Pick<UrlState, "from" | "to" | "port" | "proto" | "at">;

/** The question. A plain form, so that it works before and without any script. */
export function CheckForm({ cluster, query, problems, suggestions }: { readonly cluster: string; readonly query: Query; readonly problems: Readonly<Partial<Record<keyof Query, string>>>; readonly suggestions: Suggestions }) {
  const { from, to, port, proto, at } = query;
  const swapped = checkPath(cluster, { from: to, to: from, port, proto });
  return (
    <form className={styles.form} action={checkPath(cluster).split("?")[0]} role="search" aria-label="Check a connection">
      <input type="hidden" name="v" value="1" />
      <Field name="from" label="From" value={from} problem={problems.from} hint="workload, pod, address, pasted error" options={suggestions.from} />
      <PageLink className={`${buttons.button} ${buttons.bare} ${styles.swap}`} href={swapped} aria-label="Swap from and to" title="Swap from and to. Replies need no rule of their own: connections are followed by their state">
        <SwapIcon />
      </PageLink>
      <Field name="to" label="To" value={to} problem={problems.to} hint="workload, service, name, address, range" options={suggestions.to} />
      <Field name="port" label="Port" value={port} problem={problems.port} hint="443" options={[]} />
      <div className={styles.field}>
        <label htmlFor="proto">Protocol</label>
        <select id="proto" name="proto" defaultValue={proto} aria-describedby={problems.proto === undefined ? undefined : "proto-problem"}>
          {[...new Set(["tcp", "udp", "sctp", proto])].map((one) => (
            <option key={one} value={one}>
              {one.toUpperCase()}
            </option>
          ))}
        </select>
        {problems.proto !== undefined && (
          <p id="proto-problem" className={styles.problem}>
            <Ticked text={problems.proto} />
          </p>
        )}
      </div>
      <Field name="at" label="At" value={at ?? ""} problem={undefined} hint="now" options={[]} />
      <SwapKey href={swapped} />
      <CheckButton />
      <p className={styles.replies}>Replies need no rule: they are allowed by the connection’s state. Only what is opened the other way round is another question.</p>
    </form>
  );
}
