import { type Kind, qualified } from "./kinds.ts";
import type { JsonObject } from "./object.ts";

/** As `metav1.Status` names reasons, with the code that goes with each. */
const CODES = {
  BadRequest: 400,
  Unauthorized: 401,
  Forbidden: 403,
  NotFound: 404,
  MethodNotAllowed: 405,
  NotAcceptable: 406,
  AlreadyExists: 409,
  Conflict: 409,
  Expired: 410,
  UnsupportedMediaType: 415,
  Invalid: 422,
  TooManyRequests: 429,
  InternalError: 500,
  ServiceUnavailable: 503,
  Timeout: 504,
} as const;
export type Reason = keyof typeof CODES;

export interface StatusExtras {
  readonly details?: JsonObject;
  readonly metadata?: JsonObject;
}

/** A `Status` that says what failed. */
export const failure = (reason: Reason, message: string, { details, metadata }: StatusExtras = {}): JsonObject => ({
  kind: "Status",
  apiVersion: "v1",
  metadata: metadata ?? {},
  status: "Failure",
  message,
  reason,
  ...(details && { details }),
  code: CODES[reason],
});

/** A refusal: thrown where it is found, answered as a `Status`. */
export class Refusal extends Error {
  readonly code: number;
  readonly status: JsonObject;

  constructor(reason: Reason, message: string, extras?: StatusExtras) {
    super(message);
    this.name = "Refusal";
    this.code = CODES[reason];
    this.status = failure(reason, message, extras);
  }
}

const details = (kind: Kind, name?: string): JsonObject => ({ ...(name !== undefined && { name }), ...(kind.group !== "" && { group: kind.group }), kind: kind.resource });

export const notFound = (kind: Kind, name: string): Refusal => new Refusal("NotFound", `${qualified(kind)} "${name}" not found`, { details: details(kind, name) });

export const alreadyExists = (kind: Kind, name: string): Refusal => new Refusal("AlreadyExists", `${qualified(kind)} "${name}" already exists`, { details: details(kind, name) });

export const conflict = (kind: Kind, name: string, why: string): Refusal =>
  new Refusal("Conflict", `Operation cannot be fulfilled on ${qualified(kind)} "${name}": ${why}`, { details: details(kind, name) });

export const methodNotAllowed = (): Refusal => new Refusal("MethodNotAllowed", "the server does not allow this method on the requested resource", { details: {} });

/** Of the options of a list or watch, as their validation words it. */
export const forbiddenOption = (field: string, message: string): Refusal => invalidOption(field, "FieldValueForbidden", `Forbidden: ${message}`);

export const unsupportedOption = (field: string, value: string, supported: readonly string[]): Refusal =>
  invalidOption(field, "FieldValueNotSupported", `Unsupported value: "${value}": supported values: ${supported.map((one) => `"${one}"`).join(", ")}`);

const invalidOption = (field: string, reason: string, message: string): Refusal =>
  new Refusal("Invalid", `ListOptions.meta.k8s.io "" is invalid: ${field}: ${message}`, { details: { group: "meta.k8s.io", kind: "ListOptions", causes: [{ reason, message, field }] } });

export const tooLarge = (asked: bigint, current: bigint): Refusal =>
  new Refusal("Timeout", `Timeout: Too large resource version: ${String(asked)}, current: ${String(current)}`, {
    details: { causes: [{ reason: "ResourceVersionTooLarge", message: "Too large resource version" }], retryAfterSeconds: 1 },
  });

/** @param oldest the oldest resourceVersion that a watch may start from */
export const tooOld = (asked: bigint, oldest: bigint): Refusal => new Refusal("Expired", `too old resource version: ${String(asked)} (${String(oldest)})`);
