import { parseAddress } from "#lib/net/address.ts";
import { parseCidr } from "#lib/net/cidr.ts";
import { KIND_WORDS } from "#lib/cluster/kinds.ts";
import { IdError, isName, parseEnd, parsePort, parseProtocol } from "./ids.ts";
import type { End, Question } from "./question.ts";

/** One line of a `--queries` file. `id` is given back as it came. */
export type Query = { readonly id: unknown } & ({ readonly question: Question } | { readonly fault: string });

/** Never throws: a line that is no question says what is wrong with it. */
export function parseQuery(line: string): Query {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { id: null, fault: "the line is not JSON" };
  }
  if (!isObject(value)) return { id: null, fault: "the line is not an object" };
  const id = value["id"] ?? null;
  try {
    const to = readEnd(value["to"], "to");
    const protocol = readProtocol(value["protocol"]);
    return { id, question: { from: readEnd(value["from"], "from"), to, port: readPort(value["port"], to), protocol } };
  } catch (error) {
    if (error instanceof IdError) return { id, fault: error.message };
    throw error;
  }
}

const KINDS: ReadonlySet<string> = new Set(Object.values(KIND_WORDS));

function readEnd(value: unknown, field: "from" | "to"): End {
  if (typeof value === "string") return parseEnd(value, field);
  if (!isObject(value)) throw new IdError(field, `\`${field}\` is missing`);
  const { namespace = "default", pod, workload, kind, ip, service, host, cidr, node } = value;
  if (typeof ip === "string") {
    const address = parseAddress(ip);
    if (address) return { kind: "address", address };
    throw new IdError(field, `\`${ip}\` is not an IP address`);
  }
  if (typeof cidr === "string") {
    const block = parseCidr(cidr)?.cidr;
    if (block) return { kind: "cidr", cidr: block };
    throw new IdError(field, `\`${cidr}\` is not a CIDR block`);
  }
  if (typeof host === "string") return parseEnd(`dns:${host}`, field);
  if (typeof node === "string") return parseEnd(`node:${node}`, field);
  if (typeof namespace !== "string") throw new IdError(field, `\`${field}.namespace\` must be a string`);
  checkName(namespace, field);
  if (typeof pod === "string") return { kind: "workload", namespace, workloadKind: "Pod", name: checkName(pod, field) };
  if (typeof service === "string") return parseEnd(`svc:${namespace}/${service}`, field);
  if (typeof workload !== "string") throw new IdError(field, `\`${field}\` names none of pod, workload, service, ip, host, cidr`);
  checkName(workload, field);
  if (kind === undefined) return { kind: "named", namespace, name: workload };
  if (typeof kind !== "string" || !KINDS.has(kind)) throw new IdError(field, `\`${typeof kind === "string" ? kind : typeof kind}\` is not one of ${[...KINDS].join(", ")}`);
  return { kind: "workload", namespace, workloadKind: kind, name: workload };
}

function checkName(text: string, field: "from" | "to"): string {
  if (isName(text)) return text;
  throw new IdError(field, `\`${text}\` is not a name`);
}

function readProtocol(value: unknown): Question["protocol"] {
  if (typeof value === "string") return parseProtocol(value);
  if (value === undefined || value === null) return "TCP";
  throw new IdError("proto", "`protocol` must be a string");
}

function readPort(value: unknown, to: End): number | string {
  if (typeof value === "number" || typeof value === "string") return parsePort(String(value), to);
  throw new IdError("port", "`port` is missing");
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);
