import type { ReactNode } from "react";
import { CopyButton } from "../parts/CopyButton.tsx";
import styles from "./yaml.module.css";

/** One document with the line numbers of its file, each an anchor: `#L12`. */
export function Yaml({ file, firstLine, text }: { readonly file: string; readonly firstLine: number; readonly text: string }) {
  const lines = text.replace(/\n$/, "").split("\n");
  return (
    <section className={styles.yaml} aria-label="YAML">
      <header>
        <span className={styles.file}>{file}</span>
        <CopyButton bare text={text}>
          Copy YAML
        </CopyButton>
      </header>
      <div className={styles.lines} tabIndex={0} role="group" aria-label={`Lines of ${file}`}>
        {lines.map((line, index) => {
          const number = firstLine + index;
          return (
            <div key={number} id={`L${number}`} data-line={number} className={styles.line}>
              <a href={`#L${number}`} aria-label={`Line ${number}`}>
                {number}
              </a>
              <code>{tinted(line)}</code>
            </div>
          );
        })}
      </div>
    </section>
  );
}

/** Keys and comments stand back a little; nothing is parsed here. */
function tinted(line: string): ReactNode {
  const [, indent = "", key, rest = ""] = /^(\s*(?:- )*)([\w./-]+:)(\s.*)?$/.exec(line) ?? [];
  if (/^\s*#/.test(line)) return <span className={styles.comment}>{line}</span>;
  if (key === undefined) return line === "" ? " " : line;
  return (
    <>
      {indent}
      <span className={styles.key}>{key}</span>
      {rest}
    </>
  );
}
