import type { ProblemJson } from "#lib/api/graph.ts";
import { WarningIcon } from "../parts/icons.tsx";
import styles from "./policies.module.css";

/** What could not be read, or was read and is probably not meant: file, line, field, and what is wrong. */
export function ProblemList({ problems }: { readonly problems: readonly ProblemJson[] }) {
  return (
    <ul className={styles.problems}>
      {problems.map(({ severity, message, file, line, field, object, rule }) => (
        <li key={`${file}:${line}:${field}:${rule}:${message}`} data-severity={severity}>
          <WarningIcon size={14} />
          <div>
            <p>
              <strong>{severity === "error" ? "Error" : "Warning"}</strong> {object !== undefined && <span>{object}: </span>}
              <Ticked text={message} />
            </p>
            <small>
              <code>{file === "" ? "the source" : `${file}:${line}`}</code>
              {field !== "" && (
                <>
                  {" "}
                  · <code>{field}</code>
                </>
              )}
            </small>
          </div>
        </li>
      ))}
    </ul>
  );
}

/** What stands in backticks is somebody's input, shown as such. */
function Ticked({ text }: { readonly text: string }) {
  return text.split("`").map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part));
}
