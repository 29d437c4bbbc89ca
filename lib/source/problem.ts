import { type ObjectRef, type Path, type Place, type SourceObject, formatPath } from "./object.ts";

/**
 * Input that we could not take as it stands.
 * `error`: the API server would reject it, or it cannot be read; `warning`: it is read, and probably not what was meant.
 */
export interface Problem {
  readonly severity: "error" | "warning";
  /** Stable: names the check, not the text. */
  readonly rule: ProblemRule;
  /** Lower case, no full stop, user input in backticks. */
  readonly message: string;
  readonly place: Place;
  readonly object?: ObjectRef;
}

export type ProblemRule =
  | "unreadable" // a file or a document that is no YAML, too large, too deep, or no object
  | "required"
  | "invalid"
  | "unsupported-value"
  | "unknown-field"
  | "wrong-type"
  | "forbidden" // fields that may not stand together
  | "duplicate" // the same object twice
  | "not-evaluated" // a policy kind that this version does not judge
  | "ignored"; // a part that has no effect, such as egress rules under policyTypes [Ingress]

/** Collects the problems of one object: all of them, not only the first. */
export class ProblemList {
  readonly found: Problem[] = [];
  readonly #source: SourceObject;
  #object: ObjectRef | undefined;

  constructor(source: SourceObject) {
    this.#source = source;
  }

  /** Names the object in all that is reported from here on. */
  about(object: ObjectRef): void {
    this.#object = object;
  }

  error(rule: ProblemRule, path: Path, message: string): void {
    this.#add("error", rule, path, message);
  }

  warning(rule: ProblemRule, path: Path, message: string): void {
    this.#add("warning", rule, path, message);
  }

  get errors(): readonly Problem[] {
    return this.found.filter((problem) => problem.severity === "error");
  }

  #add(severity: Problem["severity"], rule: ProblemRule, path: Path, message: string): void {
    const place = { file: this.#source.file, line: this.#source.lineOf(path), path: formatPath(path) };
    this.found.push({ severity, rule, message, place, ...(this.#object && { object: this.#object }) });
  }
}

/** By file, then by line: as somebody reads. */
export const inReadingOrder = (a: Problem, b: Problem): number =>
  a.place.file === b.place.file ? a.place.line - b.place.line : a.place.file < b.place.file ? -1 : 1;
