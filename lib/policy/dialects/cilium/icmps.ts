import type { PortMatch } from "#lib/policy/algebra.ts";
import { type Field, quote } from "#lib/source/field.ts";

const MOST = 40;
const FAMILIES = ["IPv4", "IPv6"];

/** The ICMP messages that an entry is about: no connection of ours is one. */
export function readIcmps(field: Field): readonly PortMatch[] {
  return field.list().flatMap((entry) => {
    entry.struct("fields");
    const fields = entry.at("fields").list();
    if (fields.length > MOST) entry.at("fields").error("invalid", `an ICMP rule may have ${MOST} fields at most; this one has ${fields.length}`);
    return fields.map((one): PortMatch => ({ kind: "other", text: readField(one) }));
  });
}

function readField(field: Field): string {
  field.struct("family", "type");
  const family = field.at("family").text() ?? "IPv4";
  if (!FAMILIES.includes(family)) field.at("family").error("unsupported-value", `unsupported family ${quote(family)}: use \`IPv4\` or \`IPv6\``);
  const type = field.at("type");
  if (type.absent) type.error("required", "`type` is missing");
  else if (typeof type.value === "number" ? !Number.isInteger(type.value) || type.value < 0 || type.value > 255 : typeof type.value !== "string") {
    type.error("invalid", "an ICMP type is a number from 0 to 255, or a name");
  }
  return `${family === "IPv6" ? "icmpv6" : "icmp"} type ${typeof type.value === "string" || typeof type.value === "number" ? type.value : "?"}`;
}
