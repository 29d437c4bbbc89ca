import type { ErrorCode } from "#lib/api/errors.ts";

/** What an error is in HTTP. */
export const STATUS = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  gone: 410,
  too_long: 414,
  misdirected: 421,
  internal: 500,
  busy: 503,
} as const satisfies Record<ErrorCode, number>;
