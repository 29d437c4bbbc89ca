const KEYWORDS: ReadonlyMap<string, boolean | null> = new Map([
  ...["y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"].map((word) => [word, true] as const),
  ...["n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"].map((word) => [word, false] as const),
  ...["", "~", "null", "Null", "NULL"].map((word) => [word, null] as const),
]);

const INTEGER = /^([-+]?)(?:0[xX]([0-9a-fA-F]+)|0[bB]([01]+)|0[oO]?([0-7]+)|(0|[1-9][0-9]*))$/;
const FLOAT = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/**
 * An unquoted scalar as sigs.k8s.io/yaml resolves it (goyaml.v2/resolve.go): YAML 1.1 without base 60, and with
 * timestamps, not-a-number and infinities left as they are written.
 */
export function resolvePlain(text: string): string | number | boolean | null {
  const keyword = KEYWORDS.get(text);
  if (keyword !== undefined) return keyword;
  return /^[-+.0-9]/.test(text) ? (numberOf(text) ?? text) : text;
}

function numberOf(text: string): number | undefined {
  const digits = text.startsWith(".") ? text : text.replaceAll("_", "");
  const [matched, sign, hex, binary, octal, decimal] = INTEGER.exec(digits) ?? [];
  if (matched !== undefined) {
    const magnitude = hex ? parseInt(hex, 16) : binary ? parseInt(binary, 2) : octal ? parseInt(octal, 8) : Number(decimal);
    return sign === "-" ? 0 - magnitude : magnitude;
  }
  return FLOAT.test(digits) ? Number(digits) : undefined;
}
