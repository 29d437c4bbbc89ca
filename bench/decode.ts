/** `npm run bench -- decode [PODS]`: reading pods from JSON and from protobuf, by the same allow-list. Thread CPU time; compare the shares. */
import { cpus } from "node:os";
import { decode } from "#server/kubernetes/decode.ts";
import { podAt } from "./cluster.ts";
import { encodePod, readPod } from "./wire.ts";

const [pods = 50_000] = process.argv.slice(2).map(Number);
const PAGE = 500;
/** Bytes of a real pod that are never read: managed fields, probes, volumes, conditions (9.7 KB as JSON, 6.2 KB as protobuf). */
const managedFields = [{ manager: "kubelet", operation: "Update", apiVersion: "v1", fieldsType: "FieldsV1", fieldsV1: Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`f:field-${index}`, { "f:name": {}, "f:value": {}, ".": {}, "k:{\"type\":\"Ready\"}": { ".": {}, "f:status": {} } }])) }];
const filler = "x".repeat(5_400);

const made = Array.from({ length: PAGE }, (_, index) => podAt(index, 500, 0)) as unknown as Parameters<typeof encodePod>[0][];
const json = made.map((pod) => JSON.stringify({ ...pod, metadata: { ...pod.metadata, managedFields } }));
const page = `{"kind":"PodList","apiVersion":"v1","items":[${json.join(",")}]}`;
const wire = made.map((pod) => encodePod({ ...pod, metadata: { ...pod.metadata, filler }, spec: { ...pod.spec, containers: pod.spec.containers.map((one) => ({ ...one, filler: "" })) } }));

const whole = (value: unknown): Readonly<Record<string, unknown>> => ({ apiVersion: "v1", kind: "Pod", ...(value as object) });
const ways = {
  "JSON, parse only": () => void JSON.parse(page),
  "JSON, parse and keep": () => void (JSON.parse(page) as { items: unknown[] }).items.forEach((pod) => decode(whole(pod))),
  "protobuf, read only": () => wire.forEach((pod) => readPod(pod)),
  "protobuf, read and keep": () => wire.forEach((pod) => decode(readPod(pod))),
};

console.log(`${cpus()[0]?.model ?? "?"}, Node ${process.version}; ${pods} pods in pages of ${PAGE}: ${(page.length / PAGE / 1024).toFixed(1)} KiB a pod as JSON, ${((wire[0]?.length ?? 0) / 1024).toFixed(1)} KiB as protobuf`);
const spent = new Map<string, number>();
for (let round = 0; round < pods / PAGE; round++) {
  for (const [name, run] of Object.entries(ways)) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    spent.set(name, (spent.get(name) ?? 0) + user + system);
  }
}
const reference = spent.get("JSON, parse and keep") ?? 1;
for (const [name, microseconds] of spent) console.log(`${name.padEnd(26)} ${(microseconds / 1e6).toFixed(2)} s  ${(microseconds / pods).toFixed(1).padStart(5)} µs a pod  ${(microseconds / reference).toFixed(2)}`);
