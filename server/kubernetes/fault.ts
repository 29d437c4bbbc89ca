/** Why a request to the API server gave nothing. Its message may be shown: it names a host at most, never a token or a body. */
export class ApiFault extends Error {
  readonly what: FaultCause;

  constructor(what: FaultCause, message: string) {
    super(message);
    this.name = "ApiFault";
    this.what = what;
  }

  /** Milliseconds that the server wants not to be asked; 0 where it said nothing. */
  get retryAfter(): number {
    return this.what.kind === "status" ? (this.what.retryAfter ?? 0) : 0;
  }
}

export type FaultCause =
  /** No reply: no route, refused, TLS, reset before or within the reply, or nothing for too long. */
  | { readonly kind: "unreachable" }
  | { readonly kind: "status"; readonly code: number; readonly reason: string; readonly retryAfter?: number }
  /** The server forgot that resourceVersion, or that page of a list. */
  | { readonly kind: "expired" }
  /** The server is older than the resourceVersion that was asked for: its history went back. */
  | { readonly kind: "too-new" }
  /** Bytes that are no reply of this API: half a line, a wrong type, an encoding that nobody asked for. */
  | { readonly kind: "garbled" }
  /** Larger than anything that is kept. */
  | { readonly kind: "too-large" };

/** What the server said of a request that it refused; a `Status` object where it is one. */
export interface StatusBody {
  readonly reason: string;
  readonly message: string;
  readonly causes: readonly string[];
}

/** @param wall now, in milliseconds since 1970: Retry-After may be a date */
export function faultOf(code: number, status: StatusBody, headers: Readonly<Record<string, string>>, wall: number): ApiFault {
  const message = wordsOf(code);
  if (code === 410) return new ApiFault({ kind: "expired" }, message);
  if (code === 504 && (status.causes.includes("ResourceVersionTooLarge") || status.message.includes("Too large resource version"))) return new ApiFault({ kind: "too-new" }, message);
  const retryAfter = retryAfterOf(headers["retry-after"], wall);
  return new ApiFault({ kind: "status", code, reason: status.reason, ...(retryAfter !== undefined && { retryAfter }) }, message);
}

const LONGEST_RETRY_AFTER_MS = 15 * 60_000;

/** @returns milliseconds to wait; undefined for what is neither seconds nor a date */
export function retryAfterOf(text: string | undefined, wall: number): number | undefined {
  if (text === undefined) return undefined;
  const until = /^\d{1,9}$/.test(text) ? Number(text) * 1_000 : /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT$/.test(text) ? Date.parse(text) - wall : NaN;
  return Number.isNaN(until) ? undefined : Math.min(Math.max(until, 0), LONGEST_RETRY_AFTER_MS);
}

const MEANINGS: Readonly<Record<number, string>> = {
  401: "the API server does not accept the credentials",
  403: "not permitted",
  404: "the API server does not serve this",
  410: "the API server no longer has that revision",
  429: "the API server asks to wait",
};

function wordsOf(code: number): string {
  return MEANINGS[code] ?? (code >= 300 && code < 400 ? `the API server redirects (${code}), which is not followed` : `the API server answered ${code}`);
}

export const isStatus = (error: unknown, ...codes: readonly number[]): error is ApiFault => error instanceof ApiFault && error.what.kind === "status" && codes.includes(error.what.code);
