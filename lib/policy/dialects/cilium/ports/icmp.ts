import type { PortMatch } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";
import { checkCount, readOneOf } from "../entries.ts";
import { TYPE_NAMES } from "./icmpnames.ts";

const MOST_FIELDS = 40;
const FAMILIES = ["IPv4", "IPv6"] as const;

/** `icmps`: no question of ours is about ICMP, so none of it matches. */
export const readIcmps = (list: Field): readonly PortMatch[] =>
  list.list().flatMap((entry) => {
    if (!entry.struct("fields")) return [];
    checkCount(entry.at("fields"), MOST_FIELDS);
    return entry.at("fields").list().flatMap((field) => readField(field) ?? []);
  });

function readField(entry: Field): PortMatch | undefined {
  if (!entry.struct("family", "type")) return undefined;
  const field = entry.at("family");
  const family = field.absent ? "IPv4" : readOneOf(field, FAMILIES);
  const type = readType(entry.at("type"), family);
  return family === undefined || type === undefined ? undefined : { kind: "other", text: `${family === "IPv4" ? "icmp" : "icmpv6"} type ${type}` };
}

/** A number from 0 to 255, as a text too, or a name of the family. */
function readType(field: Field, family: (typeof FAMILIES)[number] | undefined): string | undefined {
  const { value } = field;
  if (field.absent) {
    field.error("required", "`type` is missing: an ICMP field needs one");
    return undefined;
  }
  if (typeof value === "number" && Number.isInteger(value)) return checkNumber(field, value);
  if (typeof value !== "string") return field.wrongType("an ICMP type's number or name");
  if (/^(?:0|[1-9]\d{0,2})$/.test(value)) return checkNumber(field, Number(value));
  if (family !== undefined && !TYPE_NAMES[family].has(value)) {
    field.error("unsupported-value", `${quote(value)} is no ICMP type of ${family}: use a number from 0 to 255 or a name such as \`EchoRequest\``);
    return undefined;
  }
  return value;
}

function checkNumber(field: Field, type: number): string | undefined {
  if (type >= 0 && type <= 255) return String(type);
  field.error("invalid", `ICMP type ${quote(type)} must be between 0 and 255`);
  return undefined;
}
