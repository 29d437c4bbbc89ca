import { type Address, parseAddress } from "#lib/net/address.ts";
import { PROTOCOLS, type Protocol } from "#lib/policy/algebra.ts";
import { type Cidr, parseCidr } from "#lib/net/cidr.ts";
import type { Field } from "#lib/source/field.ts";
import { formatPath } from "#lib/source/object.ts";

/** One address; "" and "None", as in a Service, count as absent. */
export function address(field: Field): Address | undefined {
  const text = field.text();
  if (text === undefined || text === "" || text === "None") return undefined;
  return parseAddress(text) ?? invalid(field, text, "an IP address");
}

/** Several fields may name the same address, as `podIP` and `podIPs` do. */
export function addresses(...fields: readonly Field[]): readonly Address[] {
  const byText = new Map<string, Address>();
  for (const field of fields) {
    const found = address(field);
    if (found) byText.set(found.text, found);
  }
  return [...byText.values()];
}

export function cidr(field: Field): Cidr | undefined {
  const text = field.text();
  if (text === undefined) return undefined;
  const parsed = parseCidr(text);
  if (parsed?.hostBits) field.problems.warning("invalid", field.path, `bits are set behind the prefix; read as \`${parsed.cidr.text}\``);
  return parsed?.cidr ?? invalid(field, text, "a CIDR such as 10.0.0.0/8");
}

/** TCP where absent. */
export function protocol(field: Field): Protocol | undefined {
  return choice(field, PROTOCOLS, "TCP");
}

/** One of the words the API has; `absent` where there is none, undefined and a problem for any other. */
export function choice<Word extends string>(field: Field, words: readonly Word[], absent: Word): Word | undefined {
  if (field.absent) return absent;
  const text = field.text();
  const found = words.find((word) => word === text);
  if (found === undefined && text !== undefined) {
    field.error("unsupported-value", `\`${formatPath(field.path)}\` must be ${words.join(", ")}, not ${quoted(text)}`);
  }
  return found;
}

export function portNumber(field: Field): number | undefined {
  const port = field.integer();
  if (port === undefined || (port >= 1 && port <= 65535)) return port;
  field.error("invalid", `\`${formatPath(field.path)}\` must be from 1 to 65535, not \`${port}\``);
  return undefined;
}

export function required<Value>(field: Field, value: Value | undefined): Value | undefined {
  if (field.absent) field.error("required", `\`${formatPath(field.path)}\` is missing`);
  return value;
}

export function invalid(field: Field, text: string, expected: string): undefined {
  field.error("invalid", `\`${formatPath(field.path)}\` must be ${expected}, not ${quoted(text)}`);
  return undefined;
}

export const defined = <Value>(value: Value | undefined): value is Value => value !== undefined;

/** An entry only where there is a value, for optional properties. */
export const optional = <Key extends string, Value>(key: Key, value: Value | undefined): { readonly [K in Key]?: Value } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [K in Key]?: Value });

const quoted = (text: string): string => `\`${text.slice(0, 64)}\``;
