import styles from "./policies.module.css";

/** One document with the line numbers of its file; each line is an anchor, so that a trace can point at it. */
export function Yaml({ yaml, firstLine, file }: { readonly yaml: string; readonly firstLine: number; readonly file: string }) {
  const lines = yaml.replace(/\n$/, "").split("\n");
  return (
    <section className={styles.yaml} aria-label={`YAML, ${file} from line ${firstLine}`}>
      <header>
        <code>{file}</code>
        <span>this document only, from line {firstLine}</span>
      </header>
      <pre tabIndex={0}>
        {lines.map((text, i) => {
          const line = firstLine + i;
          return (
            <span key={line} id={`L${line}`} className={styles.line}>
              <a href={`#L${line}`} aria-label={`Line ${line}`} tabIndex={-1}>
                {line}
              </a>
              <code>{text === "" ? " " : text}</code>
            </span>
          );
        })}
      </pre>
    </section>
  );
}
