import { parseAddress } from "#lib/net/address.ts";
import { parseCidr } from "#lib/net/cidr.ts";
import { KIND_WORDS, isKindWord, workloadId } from "#lib/cluster/kinds.ts";
import type { Protocol } from "#lib/policy/algebra.ts";
import type { End, Question } from "./question.ts";

/** Ids as on the command line, in URLs and files. */
export class IdError extends Error {
  readonly field: "from" | "to" | "port" | "proto";

  constructor(field: IdError["field"], message: string) {
    super(message);
    this.field = field;
  }
}

/** Whether an object of Kubernetes can be called so. */
export const isName = (text: string): boolean => NAME.test(text);

const NAME = /^[a-z0-9A-Z]([-a-z0-9A-Z._]{0,251}[a-z0-9A-Z])?$/;

/** @throws IdError naming what is wrong with the text */
export function parseEnd(text: string, field: "from" | "to"): End {
  const trimmed = text.trim();
  const [, prefix, rest = ""] = /^(svc|dns|ip|cidr|node):(.*)$/s.exec(trimmed) ?? [undefined, undefined, trimmed];
  switch (prefix) {
    case "svc":
      return serviceEnd(rest, field);
    case "dns":
      return addressEnd(rest) ?? hostEnd(rest, field); // an address needs no lookup
    case "ip":
      return addressEnd(rest) ?? fail(field, `\`${rest}\` is not an IP address`);
    case "cidr":
      return cidrEnd(rest) ?? fail(field, `\`${rest}\` is not a CIDR block`);
    case "node":
      return NAME.test(rest) ? { kind: "node", name: rest } : fail(field, `\`${rest}\` is not a node's name`);
    default:
      return unprefixed(trimmed, field);
  }
}

function unprefixed(text: string, field: "from" | "to"): End {
  if (text === "") fail(field, field === "from" ? "say where the connection comes from" : "say where the connection goes to");
  if (text === "internet") return { kind: "internet" };
  const known = addressEnd(text) ?? cidrEnd(text);
  if (known) return known;
  const parts = text.split("/");
  if (parts.length === 1) return hostEnd(text, field);
  if (!parts.every((part) => NAME.test(part))) fail(field, `\`${text}\` is not an id such as default/api-client, svc:shop/web or api.stripe.com`);
  const [namespace = "", second = "", name] = parts;
  if (parts.length === 2) return { kind: "named", namespace, name: second };
  if (parts.length !== 3 || name === undefined) fail(field, `\`${text}\` has too many parts: write namespace/kind/name`);
  if (!isKindWord(second)) fail(field, `\`${second}\` is not a kind: use one of ${Object.keys(KIND_WORDS).join(" ")}`);
  return { kind: "workload", namespace, workloadKind: KIND_WORDS[second], name };
}

/** TO on the command line: an id, then `:port`, then perhaps `/tcp`, `/udp` or `/sctp`; a URL is one too. @throws IdError */
export function parseTarget(text: string): Pick<Question, "to" | "port" | "protocol"> {
  const url = /^(https?):\/\/(\[[0-9a-fA-F:.]+\]|[^/:?#]+)(?::(\d+))?(?:[/?#].*)?$/.exec(text.trim());
  if (url?.[2] !== undefined) {
    return { to: parseEnd(unbracket(url[2]), "to"), port: Number(url[3] ?? (url[1] === "https" ? 443 : 80)), protocol: "TCP" };
  }
  const match = /^(.+):([^:\]/]+)(?:\/([A-Za-z]+))?$/s.exec(text.trim());
  if (match?.[1] === undefined || match[2] === undefined || addressEnd(text.trim())) fail("port", `\`${text}\` has no port: end it in :443 or :53/udp`);
  const to = parseEnd(unbracket(match[1]), "to");
  return { to, port: parsePort(match[2], to), protocol: parseProtocol(match[3] ?? "tcp") };
}

/** @throws IdError */
export function parsePort(text: string, to: End): number | string {
  if (/^\d+$/.test(text)) {
    const port = Number(text);
    return port >= 1 && port <= 65535 ? port : fail("port", `port \`${text}\` is not between 1 and 65535`);
  }
  if (to.kind !== "service") fail("port", `\`${text}\` is not a port number; a port's name is only for a Service (svc:namespace/name)`);
  return isPortName(text) ? text : fail("port", `\`${text}\` is neither a port number nor a port's name`);
}

/** As Kubernetes checks it (IANA_SVC_NAME): a letter is in it, and no hyphens stand together. */
const isPortName = (text: string): boolean => /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/.test(text);

/** @throws IdError */
export function parseProtocol(text: string): Protocol {
  const upper = text.toUpperCase();
  if (upper === "TCP" || upper === "UDP" || upper === "SCTP") return upper;
  return fail("proto", `\`${text}\` is not a protocol: use tcp, udp or sctp`);
}

/** The id that leads back to this end. */
export function formatEnd(end: End): string {
  switch (end.kind) {
    case "named":
      return `${end.namespace}/${end.name}`;
    case "workload":
      return workloadId(end.namespace, end.workloadKind, end.name);
    case "service":
      return `svc:${end.namespace}/${end.name}`;
    case "host":
      return `dns:${end.host}`;
    case "address":
      return `ip:${end.address.text}`;
    case "cidr":
      return `cidr:${end.cidr.text}`;
    case "node":
      return `node:${end.name}`;
    case "internet":
      return "internet";
  }
}

/** Names are compared in lower case and without the final dot. */
export const normalHost = (host: string): string => host.toLowerCase().replace(/\.$/, "");

function serviceEnd(text: string, field: "from" | "to"): End {
  if (field === "from") fail(field, "a Service does not open connections: name a pod or a workload");
  const [namespace, name, more] = text.split("/");
  if (namespace === undefined || name === undefined || more !== undefined || !NAME.test(namespace) || !NAME.test(name)) fail(field, `\`svc:${text}\` is not svc:namespace/name`);
  return { kind: "service", namespace, name };
}

/** A URL's host may be an address as well. */
function hostEnd(text: string, field: "from" | "to"): End {
  const host = normalHost(text);
  const address = addressEnd(text);
  if (address) return address;
  if (!/^[a-z0-9_]([-a-z0-9_.]{0,251}[a-z0-9_])?$/.test(host) || host.includes("..")) fail(field, `\`${text}\` is not a host name, an address or an id such as default/api-client`);
  if (field === "from") fail(field, `\`${text}\` is a host name: name a pod or a workload as namespace/name, or an address`);
  return { kind: "host", host };
}

function addressEnd(text: string): End | undefined {
  const address = parseAddress(unbracket(text));
  return address && { kind: "address", address };
}

function cidrEnd(text: string): End | undefined {
  const parsed = parseCidr(text);
  return parsed && { kind: "cidr", cidr: parsed.cidr };
}

const unbracket = (text: string): string => /^\[(.*)\]$/s.exec(text)?.[1] ?? text;

function fail(field: IdError["field"], message: string): never {
  throw new IdError(field, message);
}
