import { expect, test } from "vitest";
import { Field } from "#lib/source/field.ts";
import { ProblemList } from "#lib/source/problem.ts";
import { foundCalls } from "./calls.ts";

/** @returns `host:port`, with `/UDP` where it is no TCP */
function calls(container: unknown): readonly string[] {
  const problems = new ProblemList({ value: container, file: "f", lineOf: () => 1, text: () => "" });
  const found = foundCalls([new Field(container, [], problems)]).map(({ host, port, protocol }) => `${host}:${port}${protocol === "TCP" ? "" : `/${protocol}`}`);
  expect(problems.found).toEqual([]);
  return found;
}
const inEnv = (value: unknown, name = "X") => calls({ env: [{ name, value }] });

test.each([
  { name: "http", value: "http://api.example.com/v1?x=1", found: ["api.example.com:80"] },
  { name: "https", value: "https://api.example.com", found: ["api.example.com:443"] },
  { name: "a port in the URL", value: "https://api.example.com:8443/", found: ["api.example.com:8443"] },
  { name: "ws and wss", value: "ws://a.example wss://b.example", found: ["a.example:80", "b.example:443"] },
  { name: "postgres", value: "postgres://user:pa55@db.prod.svc/app", found: ["db.prod.svc:5432"] },
  { name: "postgresql behind jdbc", value: "jdbc:postgresql://db:5433/app?user=u&password=p", found: ["db:5433"] },
  { name: "sqlserver with its parameters", value: "jdbc:sqlserver://db.example;user=u;password=p", found: ["db.example:1433"] },
  { name: "mysql", value: "mysql://u@db/x", found: ["db:3306"] },
  { name: "redis and rediss", value: "redis://cache rediss://:p@cache2/0", found: ["cache:6379", "cache2:6379"] },
  { name: "amqp and amqps", value: "amqp://u:p@mq//vhost amqps://mq2", found: ["mq:5672", "mq2:5671"] },
  { name: "mongodb with several hosts", value: "mongodb://u:p@m1,m2:27018/db?replicaSet=r", found: ["m1:27017", "m2:27018"] },
  { name: "nats, ldap, ldaps, smtp, ftp", value: "nats://n ldap://l ldaps://l smtp://s ftp://f", found: ["n:4222", "l:389", "l:636", "s:25", "f:21"] },
  { name: "an unknown scheme with a port", value: "tcp://10.0.0.7:9000", found: ["10.0.0.7:9000"] },
  { name: "an unknown scheme without a port", value: "s3://bucket/key file:///etc/passwd unix:///run/x.sock", found: [] },
  { name: "udp", value: "udp://stats:8125", found: ["stats:8125/UDP"] },
  { name: "upper case and the final dot", value: "HTTPS://API.Example.COM./", found: ["api.example.com:443"] },
  { name: "an IPv6 address", value: "http://[2001:DB8::1]:8080/", found: ["2001:db8::1:8080"] },
  { name: "URLs in a script", value: 'curl -s "http://a:81/x" | tee; wget http://b', found: ["a:81", "b:80"] },
  { name: "each only once", value: "http://a http://a:80/x", found: ["a:80"] },
  { name: "a path with an @", value: "https://unpkg.com/pkg@1.2.3", found: ["unpkg.com:443"] },
  { name: "a password with a slash is not taken for a host", value: "postgres://user:12/3@db:5432/x", found: [] },
  { name: "a password with an @", value: "postgres://user:p@ss@db:5432/x", found: ["db:5432"] },
  { name: "a variable as host or port", value: "http://$(HOST):80 http://a:$(PORT)/ http://${HOST}", found: [] },
  { name: "a port out of range", value: "http://a:0 http://a:65536 http://a:99999", found: [] },
  { name: "loopback", value: "http://localhost:1 http://LOCALHOST. http://x.localhost http://127.0.0.1 http://127.8.8.8:1 http://[::1]:80 http://0.0.0.0:80 http://[::]:80", found: [] },
  { name: "host:port", value: "kafka-0.kafka:9092", found: ["kafka-0.kafka:9092"] },
  { name: "a comma list", value: "k1:9092, k2:9093,10.0.0.1:1,", found: ["k1:9092", "k2:9093", "10.0.0.1:1"] },
  { name: "a list with something else is no list", value: "k1:9092,hello", found: [] },
  { name: "a bracketed IPv6 address and port", value: "[2001:db8::1]:53", found: ["2001:db8::1:53"] },
  { name: "a bare IPv6 address", value: "2001:db8::1", found: [] },
  { name: "a host alone", value: "api.example.com", found: [] },
  { name: "a port alone", value: ":8080", found: [] },
  { name: "loopback and a port", value: "localhost:8080,127.0.0.1:80,0.0.0.0:80", found: [] },
  { name: "an image", value: "registry.example.com/nginx:1.25", found: [] },
  { name: "a version as port", value: "nginx:1.25", found: [] },
  { name: "ids and times", value: "1000:1000", found: [] },
  { name: "prose", value: "see host:80 for more", found: [] },
  { name: "a host beyond 253 characters", value: `http://${"a.".repeat(130)}com`, found: [] },
])("$name", ({ value, found }) => expect(inEnv(value)).toEqual(found));

test.each([
  { name: "X_HOST and X_PORT", env: { DB_HOST: "db", DB_PORT: "5432" }, found: ["db:5432"] },
  { name: "an address", env: { DB_HOST: "10.0.0.1", DB_PORT: "5432" }, found: ["10.0.0.1:5432"] },
  { name: "not across prefixes", env: { DB_HOST: "db", CACHE_PORT: "6379" }, found: [] },
  { name: "not loopback", env: { DB_HOST: "127.0.0.1", DB_PORT: "5432" }, found: [] },
  { name: "not a variable", env: { DB_HOST: "$(HOST)", DB_PORT: "5432" }, found: [] },
  { name: "not an image", env: { REDIS_IMAGE: "redis:7", SIDECAR_IMG: "proxy:2" }, found: [] },
  { name: "not a user with a numeric password", env: { BASIC_AUTH: "admin:12345", PASSWORD: "admin:12345" }, found: [] },
])("of one container: $name", ({ env, found }) => expect(calls({ env: Object.entries(env).map(([name, value]) => ({ name, value })) })).toEqual(found));

test.each([
  { name: "arguments", container: { args: ["--upstream=api:8080", "--url", "http://b", "c:1"] }, found: ["api:8080", "b:80", "c:1"] },
  { name: "commands", container: { command: ["sh", "-c", "exec app --peer=http://p:9"] }, found: ["p:9"] },
  { name: "a flag that names an image", container: { args: ["--sidecar-image=redis:7"] }, found: [] },
  { name: "valueFrom is never read", container: { env: [{ name: "X", valueFrom: { secretKeyRef: { name: "http://no", key: "a:1" } } }] }, found: [] },
  { name: "what has the wrong type is passed over in silence", container: { env: "http://a", args: [1, null, {}], command: { a: "http://b" } }, found: [] },
  { name: "a wrong type beside", container: { env: [{ name: "A", value: 12345 }, null, "x", { name: 1, value: "http://a" }, { name: "B", value: "http://b" }] }, found: ["b:80"] },
])("$name", ({ container, found }) => expect(calls(container)).toEqual(found));

test("hostile values take linear time", () => {
  for (const text of ["://", "a://", "a:1,", "http://a@", "http://[", "a.", "-", "=", ":", "a=b="]) {
    const value = text.repeat(Math.floor(1_000_000 / text.length));
    calls({ env: [{ name: "X", value }], args: [value], command: [`--flag=${value}`] });
  }
});
