const HIDDEN = "[hidden]";

/** Secrets that this process holds; one list for all of Next's copies of this module. */
const KEY = Symbol.for("whydrop.secrets");
const shared = globalThis as typeof globalThis & { [KEY]?: Set<string> };
const known = (shared[KEY] ??= new Set());
const MOST_KNOWN = 1_000;
/** Shorter ones would blot out ordinary words. */
const SHORTEST = 8;

/** What secrets look like where nobody told us of them; `$1` is what may stay. */
const SHAPES: readonly RegExp[] = [
  /(\bbearer\s+)[^\s"',;]+/gi,
  /(\bbasic\s+)[A-Za-z0-9+/=]{8,}/gi,
  /((?:^|[?&\s"'])code=)[^&\s"'#]+/g,
  /(\bwhydrop-\d+=)[^;\s"',]+/g,
  /((?:authorization|cookie)["']?\s*[:=]\s*["']?)[^\r\n"']+/gi,
  /((?:token|password|passwd|secret|client-key-data|client-certificate-data)["']?\s*[:=]\s*["']?)[^\s"',;&]+/gi,
  /()\beyJ[\w-]+\.[\w-]+\.[\w-]*/g,
  /()-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  // A URL's user and password.
  /(:\/\/)[^\s/@"']+@/g,
];

/** Keeps a secret out of the log from now on. */
export function hide(secret: string): void {
  if (secret.length < SHORTEST) return;
  known.delete(secret);
  known.add(secret);
  const [oldest] = known;
  if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
}

export function withoutSecrets(text: string): string {
  let clean = text;
  for (const secret of known) clean = clean.replaceAll(secret, HIDDEN);
  for (const shape of SHAPES) clean = clean.replace(shape, `$1${HIDDEN}`);
  return clean;
}
