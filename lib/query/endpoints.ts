import { type Address, parseAddress } from "#lib/net/address.ts";

/** Ports that are meant where an address names only how it is spoken to. Databases' own: their manuals; the rest: IANA. */
const PORTS: Readonly<Record<string, number>> = {
  http: 80,
  ws: 80,
  https: 443,
  wss: 443,
  grpc: 443,
  grpcs: 443,
  ftp: 21,
  ssh: 22,
  sftp: 22,
  smtp: 25,
  smtps: 465,
  ldap: 389,
  ldaps: 636,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  mysqlx: 33_060,
  mariadb: 3306,
  sqlserver: 1433,
  mongodb: 27_017,
  redis: 6379,
  rediss: 6379,
  amqp: 5672,
  amqps: 5671,
  nats: 4222,
  mqtt: 1883,
  mqtts: 8883,
  cassandra: 9042,
  clickhouse: 9000,
  memcached: 11_211,
  zookeeper: 2181,
};

export const SCHEMES = [...Object.keys(PORTS), "tcp", "udp", "mongodb\\+srv"].join("|");

export const portOfScheme = (scheme: string): number | undefined => (Object.hasOwn(PORTS, scheme) ? PORTS[scheme] : undefined);

export const portOf = (text: string | undefined): number | undefined => {
  const port = Number(text);
  return port >= 1 && port <= 65_535 ? port : undefined;
};

/** @returns the id of an address, a Service or a name; undefined for what is none, and for the caller itself, whom no policy keeps from itself */
export function idOf(written: string): string | undefined {
  const address = addressOf(written);
  if (address !== undefined) return isLoopback(address) ? undefined : `ip:${address.text}`;
  const host = hostOf(written);
  if (host === undefined) return undefined;
  const [, name, namespace] = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(?:\.cluster\.local)?$/.exec(host) ?? [];
  return name === undefined || namespace === undefined ? `dns:${host}` : `svc:${namespace}/${name}`;
}

/** An address as texts have it: in brackets, with its zone. */
export const addressOf = (written: string): Address | undefined => parseAddress(written.replace(/^\[|\]$/g, "").replace(/%.*$/, ""));

function hostOf(written: string): string | undefined {
  const host = written.toLowerCase().replace(/\.+$/, "");
  if (!/^[a-z0-9_][a-z0-9_.-]{0,252}$/.test(host) || !/[a-z]/.test(host) || host.includes("..") || host.endsWith("-")) return undefined;
  return host === "localhost" ? undefined : host;
}

const isLoopback = ({ text }: Address): boolean => text.startsWith("127.") || text === "::1" || text === "0.0.0.0" || text === "::";
