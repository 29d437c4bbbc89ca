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
}
