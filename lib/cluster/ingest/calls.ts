import { parseAddress } from "#lib/net/address.ts";
import { cidr, contains } from "#lib/net/cidr.ts";
import type { Field } from "#lib/source/field.ts";
import { own } from "../documents/own.ts";
import type { FoundCall } from "../facts.ts";
import { host } from "./host.ts";
import { urlCalls } from "./urls.ts";
import { defined } from "./values.ts";

/** No configured address is longer; a script in an argument is searched no further. */
export const MAX_LENGTH = 65_536;
const MAX_LIST = 64;
const LOOPBACK = [cidr("127.0.0.0/8"), cidr("::1/128"), cidr("0.0.0.0/32"), cidr("::/128")];

/** What containers are configured to call, of their env values, arguments and commands; `valueFrom` is never read. */
export function foundCalls(containers: readonly Field[]): readonly FoundCall[] {
  const calls = containers.flatMap((container) => {
    const variables = environment(container);
    const words = [...entries(container.at("command")), ...entries(container.at("args"))].flatMap(flag);
    return [...hostAndPort(variables), ...[...variables, ...words].flatMap(([name, value]) => callsIn(name, value))];
  });
  return elsewhere(calls);
}

export type Setting = readonly [name: string, value: string];

function environment(container: Field): readonly Setting[] {
  return entries(container.at("env")).flatMap((entry): readonly Setting[] => {
    const name = text(entry.at("name"));
    const value = text(entry.at("value"));
    return name === undefined || value === undefined ? [] : [[name, value]];
  });
}

/** What is not as it should be is passed over: a problem would show what stands there, and that may be a secret. */
const entries = (field: Field): readonly Field[] => (Array.isArray(field.value) ? field.list() : []);
const text = ({ value }: Field): string | undefined => (typeof value === "string" ? value.slice(0, MAX_LENGTH) : undefined);

/** `--upstream=host:80` is the setting "--upstream"; any other word has no name. */
function flag(word: Field): readonly Setting[] {
  const whole = text(word);
  if (whole === undefined) return [];
  const [, name, value] = /^(-{0,2}[A-Za-z][\w.-]{0,127})=(.*)$/s.exec(whole) ?? [];
  return [name !== undefined && value !== undefined ? [name, value] : ["", whole]];
}

export function callsIn(name: string, value: string): readonly FoundCall[] {
  if (value.includes("://")) return urlCalls(value);
  return NO_ADDRESS.test(name) ? [] : pairs(value);
}

/** `REDIS_IMAGE=redis:7` and `BASIC_AUTH=admin:12345` are no hosts with a port. */
const NO_ADDRESS = /image|(?:img|tag|version|auth|users?|pass|passwd|password|secret|token|credentials?)$/i;

/** A whole value that is `host:port` or a list of them. */
function pairs(value: string): readonly FoundCall[] {
  const listed = value.split(",", MAX_LIST + 1).map((part) => part.trim()).filter((part) => part !== "");
  const calls = listed.map(pair).filter(defined);
  return calls.length === listed.length && listed.length <= MAX_LIST ? calls : [];
}

function pair(part: string): FoundCall | undefined {
  const colon = part.lastIndexOf(":");
  return colon === -1 ? undefined : call(part.slice(0, colon), part.slice(colon + 1));
}

/** `DB_HOST` and `DB_PORT` of one container. */
export function hostAndPort(variables: readonly Setting[]): readonly FoundCall[] {
  const byName = new Map(variables);
  return variables.flatMap(([name, value]) => {
    const port = name.endsWith("_HOST") ? byName.get(`${name.slice(0, -"HOST".length)}PORT`) : undefined;
    return port === undefined ? [] : [call(value.trim(), port.trim())].filter(defined);
  });
}

function call(name: string, digits: string): FoundCall | undefined {
  const port = /^[0-9]{1,5}$/.test(digits) ? Number(digits) : 0;
  const found = name.includes(":") && !name.startsWith("[") ? undefined : host(name);
  return found === undefined || port < 1 || port > 65535 ? undefined : { host: found, port, protocol: "TCP" };
}

/** Each once, and none that stays on its own machine. */
export const elsewhere = (calls: readonly FoundCall[]): readonly FoundCall[] =>
  [...new Map(calls.filter(isElsewhere).map((call) => [`${call.host} ${call.port} ${call.protocol}`, kept(call)])).values()];

function isElsewhere(call: FoundCall): boolean {
  const address = parseAddress(call.host);
  if (address) return !LOOPBACK.some((block) => contains(block, address));
  return call.host !== "localhost" && !call.host.endsWith(".localhost");
}

const kept = (call: FoundCall): FoundCall => ({ ...call, host: own(call.host) });
