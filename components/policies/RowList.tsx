import type { CardRow } from "#lib/api/graph.ts";
import { AllowedIcon, ArrowIcon, BlockedIcon, RuleIcon } from "../parts/icons.tsx";
import styles from "./rows.module.css";

const SIGNS = { allow: AllowedIcon, near: AllowedIcon, pass: ArrowIcon, deny: RuleIcon, implied: BlockedIcon } as const;

/** Rules as the firewall card has them; what is only implied stands below a dotted line. */
export function RowList({ title, rows, lineHref }: { readonly title: string; readonly rows: readonly CardRow[]; readonly lineHref?: (line: number) => string }) {
  return (
    <section className={styles.rows} aria-label={`${title} rules`}>
      <h2>{title}</h2>
      <ul>
        {rows.map(({ mark, text, note, line }, index) => {
          if (mark === "tier") return <li key={index} data-mark="tier">{text}</li>;
          const Sign = SIGNS[mark];
          const content = (
            <>
              <Sign size={13} /> <code>{text}</code>
            </>
          );
          return (
            <li key={index} data-mark={mark} data-line={line}>
              {line !== undefined && lineHref !== undefined ? <a href={lineHref(line)}>{content}</a> : <span>{content}</span>}
              {note !== undefined && <small>{note}</small>}
            </li>
          );
        })}
        {rows.length === 0 && <li data-mark="none">No rules.</li>}
      </ul>
    </section>
  );
}
