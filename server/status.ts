import type { ErrorCode } from "#lib/api/errors.ts";

/** What an error is in HTTP. */
export const STATUS = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  gone: 410,
  too_large: 413,
  too_long: 414,
  not_json: 415,
  misdirected: 421,
  too_many: 429,
  internal: 500,
  damaged: 500,
  newer: 501,
  busy: 503,
  not_saved: 503,
  unavailable: 503,
} as const satisfies Record<ErrorCode, number>;
