import type { ErrorCode } from "#lib/api/errors.ts";

/** Why a view cannot be given: an unknown cluster or object, or a parameter that makes no sense. Its message may be shown. */
export class ViewError extends Error {
  readonly code: ErrorCode;
  readonly field: string | undefined;

  constructor(code: ErrorCode, message: string, field?: string) {
    super(message);
    this.name = "ViewError";
    this.code = code;
    this.field = field;
  }

  /** Next holds several copies of this class: a page asks a cluster that a route's copy has opened. */
  static override [Symbol.hasInstance](value: unknown): value is ViewError {
    return value instanceof Error && value.name === "ViewError" && "code" in value;
  }
}
