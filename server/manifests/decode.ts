import { type Format, formatOf } from "#lib/cluster/documents/read.ts";

const MEBIBYTE = 1024 * 1024;
const LIMITS: Readonly<Record<Format, number>> = { yaml: 16 * MEBIBYTE, json: 64 * MEBIBYTE };

export type Decoded = { readonly kind: "text"; readonly text: string; readonly format: Format } | { readonly kind: "refused"; readonly message: string };

export const isTooLarge = (bytes: number, format: Format | undefined): boolean => bytes > LIMITS[format ?? "json"];

export const tooLarge = (format: Format | undefined): string => `larger than ${LIMITS[format ?? "json"] / MEBIBYTE} MiB, the limit for ${(format ?? "json").toUpperCase()}`;

/** @param format what the file's name says, if it says something */
export function decode(bytes: Uint8Array, format: Format | undefined): Decoded {
  const text = utf8(bytes);
  if (text === undefined) return { kind: "refused", message: isUtf16(bytes) ? "UTF-16; it must be UTF-8" : "not UTF-8" };
  const actual = format ?? formatOf(text);
  return isTooLarge(bytes.length, actual) ? { kind: "refused", message: tooLarge(actual) } : { kind: "text", text, format: actual };
}

function utf8(bytes: Uint8Array): string | undefined {
  if (isUtf16(bytes)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** By its byte order mark. */
const isUtf16 = ([first, second]: Uint8Array): boolean => (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
