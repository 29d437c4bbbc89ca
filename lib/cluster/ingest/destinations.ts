import type { Field } from "#lib/source/field.ts";
import { formatPath } from "#lib/source/object.ts";
import type { Destination } from "../facts.ts";
import { hostName } from "./host.ts";
import type { Named, Reader } from "./object.ts";
import { ownSpec } from "./strict.ts";
import { address, cidr, defined, invalid, optional, portNumber, protocol, required } from "./values.ts";

export const readDestinations: Reader = (object) => {
  const spec = ownSpec(object).allow("destinations");
  return spec.at("destinations").list().flatMap((entry) => destination(entry, object));
};

/** A destination with an error is left out: half of it could pretend to know more than was said. */
function destination(entry: Field, { place, source, problems }: Named): readonly Destination[] {
  const before = problems.errors.length;
  entry.allow("host", "cidr", "addresses", "ports", "provider", "usedBy").map();
  const target = targetOf(entry);
  const listed = entry.at("addresses").list();
  const named = listed.filter((field) => field.value !== "public");
  const read: Omit<Destination, "target"> = {
    kind: "destination",
    addresses: named.map((field) => required(field, address(field))).filter(defined),
    public: named.length < listed.length,
    ports: entry.at("ports").list().flatMap(portOf),
    ...optional("provider", entry.at("provider").text()),
    usedBy: entry.at("usedBy").list().map((field) => field.text()).filter(defined),
    place: { file: place.file, line: source.lineOf(entry.path), path: formatPath(entry.path) },
  };
  return target && problems.errors.length === before ? [{ ...read, target }] : [];
}

function targetOf(entry: Field): Destination["target"] | undefined {
  const [name, block] = [entry.at("host"), entry.at("cidr")];
  if (name.absent === block.absent) {
    entry.error(name.absent ? "required" : "forbidden", `\`${formatPath(entry.path)}\` must have either \`host\` or \`cidr\``);
    return undefined;
  }
  if (!block.absent) {
    const range = cidr(block);
    return range && { kind: "cidr", cidr: range };
  }
  const text = name.text();
  const host = text === undefined ? undefined : (hostName(text) ?? invalid(name, text, "a DNS name (an address is written as `cidr`)"));
  return host === undefined ? undefined : { kind: "host", host };
}

function portOf(entry: Field): Destination["ports"] {
  entry.allow("port", "protocol").map();
  const port = required(entry.at("port"), portNumber(entry.at("port")));
  const spoken = protocol(entry.at("protocol"));
  return port === undefined || spoken === undefined ? [] : [{ port, protocol: spoken }];
}
