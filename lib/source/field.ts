import { type Path, formatPath } from "./object.ts";
import type { ProblemList } from "./problem.ts";

/**
 * A value inside an object, with the path that leads to it. Each reader answers undefined for an absent value (null is
 * absent, as for the API server) and reports one of the wrong type, so that all problems of an object come at once.
 */
export class Field {
  readonly value: unknown;
  readonly path: Path;
  readonly problems: ProblemList;

  constructor(value: unknown, path: Path, problems: ProblemList) {
    this.value = value ?? undefined;
    this.path = path;
    this.problems = problems;
  }

  get absent(): boolean {
    return this.value === undefined;
  }

  /** The value of `key`; absent where this is no map (reported by `map`, not here). */
  at(key: string): Field {
    const value = isMap(this.value) && Object.hasOwn(this.value, key) ? this.value[key] : undefined;
    return new Field(value, [...this.path, key], this.problems);
  }

  text(): string | undefined {
    return typeof this.value === "string" ? this.value : this.wrongType("a string");
  }

  integer(): number | undefined {
    return typeof this.value === "number" && Number.isInteger(this.value) ? this.value : this.wrongType("a whole number");
  }

  boolean(): boolean | undefined {
    return typeof this.value === "boolean" ? this.value : this.wrongType("true or false");
  }

  /** Empty where absent: what absence means is the caller's knowledge. */
  list(): readonly Field[] {
    if (Array.isArray(this.value)) return this.value.map((value: unknown, index) => new Field(value, [...this.path, index], this.problems));
    this.wrongType("a list");
    return [];
  }

  /** Keys and values in the order of the input; empty where absent. */
  map(): ReadonlyMap<string, Field> {
    if (isMap(this.value)) {
      return new Map(Object.entries(this.value).map(([key, value]) => [key, new Field(value, [...this.path, key], this.problems)]));
    }
    this.wrongType("a map");
    return new Map();
  }

  /** A map of strings, such as labels; entries that are no strings are reported and left out. */
  textMap(): ReadonlyMap<string, string> {
    const entries = [...this.map()].flatMap(([key, field]) => {
      const text = field.absent ? "" : field.text();
      return text === undefined ? [] : [[key, text] as const];
    });
    return new Map(entries);
  }

  /** Reports what is no map, and every key that is not `known`. @returns whether its keys can be read; an absent map is an empty one */
  struct(...known: readonly string[]): boolean {
    if (!this.absent && !isMap(this.value)) this.wrongType("a map");
    this.allow(...known);
    return this.absent || isMap(this.value);
  }

  /** Reports every key that the API does not have: a typo here silently widens or narrows a policy. */
  allow(...known: readonly string[]): this {
    if (!isMap(this.value)) return this;
    for (const key of Object.keys(this.value)) {
      if (!known.includes(key)) {
        const path = [...this.path, key];
        this.problems.error("unknown-field", path, `unknown field \`${formatPath(path)}\``);
      }
    }
    return this;
  }

  error(rule: Parameters<ProblemList["error"]>[0], message: string): void {
    this.problems.error(rule, this.path, message);
  }

  /** Reports every fault that `faultsOf` finds in `text`: this field's value, or the key that leads to it. @returns whether there is none */
  check(text: string, faultsOf: (text: string) => readonly string[]): boolean {
    const faults = faultsOf(text);
    for (const fault of faults) this.error("invalid", `${quote(text)} ${fault}`);
    return faults.length === 0;
  }

  /** Reports a value of another type; an absent one has none. */
  wrongType(expected: string): undefined {
    const name = this.path.length === 0 ? "the object" : `\`${formatPath(this.path)}\``;
    if (!this.absent) this.error("wrong-type", `${name} must be ${expected}, not ${describeType(this.value)}`);
    return undefined;
  }
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** User input in a message, cut where it would drown the message. */
export const quote = (value: unknown): string => `\`${String(value).slice(0, 64)}\``;

function describeType(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a map";
  return `${typeof value === "number" ? "the number" : typeof value === "boolean" ? "the boolean" : "the string"} ${quote(value)}`;
}
