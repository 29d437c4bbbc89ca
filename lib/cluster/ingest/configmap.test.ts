import { expect, test } from "vitest";
import { sourceOf } from "#lib/source/fixture.ts";
import { ingest } from "../ingest.ts";

const configMap = (data: unknown, more: object = {}) => ingest(sourceOf({ apiVersion: "v1", kind: "ConfigMap", metadata: { name: "c", namespace: "shop" }, data, ...more }));

/** @returns `key → host:port`, with `/UDP` where it is no TCP */
function calls(data: unknown, more: object = {}): readonly string[] {
  const { facts, problems } = configMap(data, more);
  expect(problems).toEqual([]);
  return facts.flatMap((fact) => (fact.kind === "configmap" ? fact.entries.flatMap(({ key, calls: found }) => found.map(({ host, port, protocol }) => `${key} → ${host}:${port}${protocol === "TCP" ? "" : `/${protocol}`}`)) : ["?"]));
}

test.each<{ name: string; data: Record<string, unknown>; found: readonly string[] }>([
  { name: "a URL", data: { url: "https://api.example.com/v1" }, found: ["url → api.example.com:443"] },
  { name: "a URL with a newline behind", data: { url: "http://a:81\n" }, found: ["url → a:81"] },
  { name: "host:port", data: { db: "db:5432" }, found: ["db → db:5432"] },
  { name: "a comma list", data: { kafka: "k1:9092, k2:9093" }, found: ["kafka → k1:9092", "kafka → k2:9093"] },
  { name: "a comma list of URLs", data: { peers: "udp://a:1,sctp://b:2,tcp://[2001:db8::1]:3" }, found: ["peers → a:1/UDP", "peers → b:2/SCTP", "peers → 2001:db8::1:3"] },
  { name: "X_HOST and X_PORT are two keys, of which the host's counts", data: { DB_HOST: "db", DB_PORT: "5432" }, found: ["DB_HOST → db:5432"] },
  { name: "X_HOST alone", data: { DB_HOST: "db", CACHE_PORT: "6379" }, found: [] },
  { name: "text with a URL in it is no address", data: { note: "see http://docs.example.com for more", a: "curl http://b" }, found: [] },
  { name: "lines of a property file", data: { "app.properties": "# see http://docs.example.com/\ndb.url=jdbc:postgresql://db:5433/x\nbrokers = k1:9092,k2:9092\nname=http://a b\nDB_HOST=h\nDB_PORT=1\n" }, found: ["app.properties → h:1", "app.properties → db:5433", "app.properties → k1:9092", "app.properties → k2:9092"] },
  { name: "lines of YAML and of JSON", data: { "app.yaml": 'upstream:\n  url: "http://a:81/x"\n  other: \'b:2\'\n', "app.json": '{\n  "url": "http://c:83",\n  "port": 80\n}\n' }, found: ["app.yaml → a:81", "app.yaml → b:2", "app.json → c:83"] },
  { name: "the only line of a file", data: { "app.properties": "url=http://a:81" }, found: ["app.properties → a:81"] },
  { name: "no image, no password, no time, no loopback", data: { f: "image: nginx:1.25\nredisImage: redis:7\npassword: a:12345\nat: 12:30\nlisten: 0.0.0.0:80\nlocal: http://localhost:1\n" }, found: [] },
  { name: "a script", data: { "run.sh": "#!/bin/sh\ncurl http://a:81/x\nexec b --peer=c:1\n" }, found: [] },
  { name: "a variable", data: { url: "http://${HOST}:80" }, found: [] },
  { name: "what is no text", data: { a: 1, b: ["http://a"], c: null, d: "http://d" }, found: ["d → d:80"] },
  { name: "keys that are properties of every object", data: { constructor: "a:1", toString: "b:2" }, found: ["constructor → a:1", "toString → b:2"] },
])("$name", ({ data, found }) => expect(calls(data)).toEqual(found));

test("one by which nothing is called is nothing; other fields are not looked at; wrong types are passed over in silence", () => {
  expect(configMap({ a: "b" })).toEqual({ facts: [], problems: [] });
  for (const data of [undefined, null, "http://a", ["http://a"], 1]) expect(calls(data, { binaryData: { x: "http://a" }, stringData: { x: "http://a" } })).toEqual([]);
});

test("of values only hosts and ports are kept", () => {
  const { facts } = configMap({ url: "postgres://u:canary@db/canary?canary#canary", file: "canary=canary\nurl=redis://:canary@cache/canary\n", DB_HOST: "h", DB_PORT: "1", canary: "canary" });
  expect(JSON.stringify(facts)).not.toContain("canary");
  expect(facts).toMatchObject([{ kind: "configmap", namespace: "shop", name: "c", entries: [{ key: "url" }, { key: "file" }, { key: "DB_HOST" }] }]);
});

test("half of an address is none: a long file is cut at the end of a line", () => {
  const lines = `${"#\n".repeat(32_764)}a=b:80\nc=d:8080\n`;
  expect(lines.slice(65_528, 65_536)).toBe("a=b:80\nc");
  expect(calls({ file: lines })).toEqual(["file → b:80"]);
  expect(calls({ whole: `${"a:1,".repeat(16_384)}b:80` })).toEqual([]);
});

test("hostile values take linear time", () => {
  for (const text of ["://", "a://", "a:1,", "=", ":", "a=b=", "a = ", " ", "\t:", '"', "a:\n", "a=b:1\n", "'a' : ", "\n"]) configMap({ x: text.repeat(Math.floor(1_000_000 / text.length)) });
  configMap(Object.fromEntries(Array.from({ length: 50_000 }, (_, i) => [`K${i}_HOST`, "h"])));
});

test.each([
  { name: "all of one", spec: { containers: [{ envFrom: [{ configMapRef: { name: "c" } }, { secretRef: { name: "s" } }] }] }, uses: [{ name: "c" }] },
  { name: "single keys", spec: { containers: [{ env: [{ name: "A", valueFrom: { configMapKeyRef: { name: "c", key: "b" } } }, { name: "B", valueFrom: { configMapKeyRef: { name: "c", key: "a" } } }] }] }, uses: [{ name: "c", keys: ["a", "b"] }] },
  { name: "of an init container", spec: { initContainers: [{ envFrom: [{ configMapRef: { name: "c" } }] }] }, uses: [{ name: "c" }] },
  { name: "a volume", spec: { volumes: [{ configMap: { name: "c" } }, { secret: { secretName: "s" } }] }, uses: [{ name: "c" }] },
  { name: "single keys of a volume", spec: { volumes: [{ configMap: { name: "c", items: [{ key: "k", path: "p" }] } }] }, uses: [{ name: "c", keys: ["k"] }] },
  { name: "a projected volume", spec: { volumes: [{ projected: { sources: [{ configMap: { name: "c" } }, { configMap: { name: "b", items: [{ key: "k", path: "p" }] } }, { secret: { name: "s" } }] } }] }, uses: [{ name: "b", keys: ["k"] }, { name: "c" }] },
  { name: "all and a key are all", spec: { containers: [{ env: [{ valueFrom: { configMapKeyRef: { name: "c", key: "a" } } }] }], volumes: [{ configMap: { name: "c" } }] }, uses: [{ name: "c" }] },
  { name: "not the certificate that every pod has", spec: { volumes: [{ projected: { sources: [{ configMap: { name: "kube-root-ca.crt", items: [{ key: "ca.crt" }] } }] } }] }, uses: [] },
  { name: "none of the wrong type, in silence", spec: { containers: [{ env: "x", envFrom: [null, { configMapRef: "c" }, { configMapRef: { name: 1 } }, { configMapRef: { name: "" } }] }], volumes: { configMap: { name: "c" } } }, uses: [] },
])("a pod uses $name", ({ spec, uses }) => {
  const { facts, problems } = ingest(sourceOf({ apiVersion: "v1", kind: "Pod", metadata: { name: "a" }, spec }));
  expect(facts).toMatchObject([{ kind: "pod", configMaps: uses }]);
  expect(problems).toEqual([]);
});
