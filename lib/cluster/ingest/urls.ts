import type { Protocol } from "#lib/policy/algebra.ts";
import type { FoundCall } from "../facts.ts";
import { host } from "./host.ts";

const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ["http", 80],
  ["https", 443],
  ["ws", 80],
  ["wss", 443],
  ["postgres", 5432],
  ["postgresql", 5432],
  ["mysql", 3306],
  ["mariadb", 3306],
  ["sqlserver", 1433],
  ["mongodb", 27017],
  ["redis", 6379],
  ["rediss", 6379],
  ["amqp", 5672],
  ["amqps", 5671],
  ["nats", 4222],
  ["kafka", 9092],
  ["mqtt", 1883],
  ["mqtts", 8883],
  ["ldap", 389],
  ["ldaps", 636],
  ["smtp", 25],
  ["smtps", 465],
  ["ftp", 21],
  ["ftps", 990],
  ["sftp", 22],
  ["ssh", 22],
]);

const SPOKEN: ReadonlyMap<string, Protocol> = new Map([["udp", "UDP"], ["sctp", "SCTP"]]);

/** What of one text is looked at; the writer of snapshots keeps to it. */
export const MAX_URLS = 64;
const MAX_AUTHORITY = 2048;

/** All URLs of a text, also several in one script, also several hosts in one URL (`mongodb://a:1,b:2`). */
export function urlCalls(text: string): readonly FoundCall[] {
  const calls: FoundCall[] = [];
  let count = 0;
  for (let at = text.indexOf("://"); at !== -1 && count < MAX_URLS; at = text.indexOf("://", at + 3), count++) {
    const scheme = schemeBefore(text, at);
    const hosts = scheme === "" ? [] : hostsOf(text.slice(at + 3, at + 3 + MAX_AUTHORITY));
    calls.push(...hosts.flatMap((part) => callTo(part, scheme)));
  }
  return calls;
}

/** Of `jdbc:postgresql` the last part, which names the protocol. */
const schemeBefore = (text: string, end: number): string => /[a-z][a-z0-9+.-]*$/i.exec(text.slice(Math.max(0, end - 32), end))?.[0].toLowerCase() ?? "";

/** The hosts between user and path; none where a password with a `/` might be taken for them. */
function hostsOf(rest: string): readonly string[] {
  const url = /^[^\s"'`<>\\|]*/.exec(rest)?.[0] ?? "";
  const authority = /^[^/?#;]*/.exec(url)?.[0] ?? "";
  const afterUser = authority.slice(authority.lastIndexOf("@") + 1);
  if (afterUser.includes(":") && url.slice(authority.length).includes("@")) return [];
  return afterUser.split(",");
}

function callTo(part: string, scheme: string): readonly FoundCall[] {
  const [, name, digits] = /^(\[[^\]]*\]|[^:]*)(?::([0-9]{1,5}))?$/.exec(part) ?? [];
  const port = digits === undefined ? DEFAULT_PORTS.get(scheme) : Number(digits);
  const found = name === undefined ? undefined : host(name);
  if (found === undefined || port === undefined || port < 1 || port > 65535) return [];
  return [{ host: found, port, protocol: SPOKEN.get(scheme) ?? "TCP" }];
}
