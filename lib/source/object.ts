/** Where a value stands inside an object: keys and indexes from its root. */
export type Path = readonly (string | number)[];

/** @returns the path as kubectl prints it: `spec.egress[0].to[1].ipBlock.cidr` */
export function formatPath(path: Path): string {
  return path.reduce<string>((text, step) => (typeof step === "number" ? `${text}[${step}]` : text === "" ? step : `${text}.${step}`), "");
}

/** One object of the input, decoded but not yet understood. List items are objects of their own. */
export interface SourceObject {
  readonly value: unknown;
  /** The file's path as the user named it, `-` for standard input. */
  readonly file: string;
  /** @returns the line of the file (from 1) where the value at `path`, or its nearest parent, begins */
  readonly lineOf: (path: Path) => number;
  /** The object's own text and nothing else of the file: a Secret may stand beside it. */
  readonly text: () => string;
}

/** The name of an object in a cluster; `namespace` is "" for what is cluster-scoped. */
export interface ObjectRef {
  readonly apiVersion: string;
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
}

/** `apps` of `apps/v1`, "" of `v1`. */
export const groupOf = (apiVersion: string): string => (apiVersion.includes("/") ? apiVersion.slice(0, apiVersion.indexOf("/")) : "");

/** A place in the input that a reader can open. */
export interface Place {
  readonly file: string;
  readonly line: number;
  /** As `formatPath` writes it; "" is the object itself. */
  readonly path: string;
}
