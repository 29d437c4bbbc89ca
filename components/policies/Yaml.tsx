"use client";

import { type ReactNode, useEffect, useRef, useState } from "react";
import { CopyButton } from "../parts/CopyButton.tsx";
import type { Reader } from "./yamlreader.ts";
import styles from "./yaml.module.css";

/** One document with the line numbers of its file, each an anchor: `#L12`. With scripts it is read in an editor, once it is looked at. */
export function Yaml({ file, firstLine, text }: { readonly file: string; readonly firstLine: number; readonly text: string }) {
  const plain = text.replace(/\n$/, "");
  const section = useRef<HTMLElement>(null);
  const place = useRef<HTMLDivElement>(null);
  const [isRead, setRead] = useState(false);
  useEffect(() => {
    let reader: Reader | undefined;
    let isGone = false;
    const open = async (): Promise<void> => {
      const { read } = await import("./yamlreader.ts");
      if (isGone || place.current === null) return;
      reader = read(place.current, { text: plain, firstLine, label: `Lines of ${file}` });
      setRead(true);
    };
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
      seen.disconnect();
      // What the server sent stays, where the editor cannot be had.
      open().catch(() => undefined);
    });
    if (section.current) seen.observe(section.current);
    return () => {
      isGone = true;
      seen.disconnect();
      reader?.close();
      setRead(false);
    };
  }, [file, firstLine, plain]);
  return (
    <section ref={section} className={styles.yaml} aria-label="YAML">
      <header>
        <span className={styles.file}>{file}</span>
        <CopyButton bare text={text}>
          Copy YAML
        </CopyButton>
      </header>
      <div ref={place} className={styles.reader} hidden={!isRead} />
      {!isRead && <Lines file={file} firstLine={firstLine} lines={plain.split("\n")} />}
    </section>
  );
}

/** What the server sends: all that there is without scripts. */
function Lines({ file, firstLine, lines }: { readonly file: string; readonly firstLine: number; readonly lines: readonly string[] }) {
  return (
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
