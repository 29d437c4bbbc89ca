/** What `port` says: a number as Go reads it, or the name of a container's port. */
export type WrittenPort =
  | { readonly kind: "number"; readonly value: number; readonly octal: boolean }
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "invalid" };

/**
 * Cilium first looks whether it is a service's name (RFC 6335), so `0x10` is one; else Go reads it with `base 0`, where a
 * leading zero means octal and `_` separates digits (semantics §3.14).
 */
export function readPortText(text: string): WrittenPort {
  if (text.length <= 15 && isServiceName(text)) return { kind: "name", name: text.toLowerCase() };
  if (text.length > 40 || !/^\d+(?:_\d+)*$/.test(text)) return { kind: "invalid" };
  const digits = text.replaceAll("_", "");
  const octal = digits.length > 1 && digits.startsWith("0");
  if (octal && /[89]/.test(digits)) return { kind: "invalid" };
  const value = Number.parseInt(digits, octal ? 8 : 10);
  return value > 65_535 ? { kind: "invalid" } : { kind: "number", value, octal };
}

const isServiceName = (text: string): boolean => /^[A-Za-z0-9-]+$/.test(text) && /[A-Za-z]/.test(text) && !/^-|--|-$/.test(text);
