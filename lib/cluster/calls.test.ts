import { expect, test } from "vitest";
import { Calls } from "./calls.ts";
import { ingestText } from "./documents/ingest.ts";
import { mergeTwins } from "./merge.ts";

const configMap = (id: string, data: string): string => `{apiVersion: v1, kind: ConfigMap, metadata: {namespace: ${id.split("/")[0]}, name: ${id.split("/")[1]}}, data: {${data}}}`;
const pod = (spec: string): string => `{apiVersion: v1, kind: Pod, metadata: {namespace: a, name: p}, spec: {containers: [{env: [{name: OWN, value: "own:1"}${spec}}]}}`;

function called(...documents: readonly string[]): readonly string[] {
  const { facts } = mergeTwins(ingestText("f.yaml", "yaml", documents.join("\n---\n")));
  const calls = new Calls(facts);
  return facts.flatMap((fact) => (fact.kind === "pod" ? calls.of(fact).map(({ host, port }) => `${host}:${port}`) : []));
}

const both = "one: 'http://x', two: 'http://y'";

test.each([
  { name: "of all of a ConfigMap", spec: "], envFrom: [{configMapRef: {name: c}}]", maps: [configMap("a/c", both)], found: ["own:1", "x:80", "y:80"] },
  { name: "of the key that is named", spec: ", {valueFrom: {configMapKeyRef: {name: c, key: two}}}]", maps: [configMap("a/c", both)], found: ["own:1", "y:80"] },
  { name: "of none that is not there", spec: "], envFrom: [{configMapRef: {name: d}}]", maps: [configMap("a/c", both)], found: ["own:1"] },
  { name: "of none of another namespace", spec: "], envFrom: [{configMapRef: {name: c}}]", maps: [configMap("b/c", both)], found: ["own:1"] },
  { name: "of one that nobody names", spec: "]", maps: [configMap("a/c", both)], found: ["own:1"] },
  { name: "of one given twice, as it was last", spec: "], envFrom: [{configMapRef: {name: c}}]", maps: [configMap("a/c", both), configMap("a/c", "z: 'z:3'")], found: ["own:1", "z:3"] },
])("a pod calls its own, and those $name", ({ spec, maps, found }) => {
  expect(called(pod(spec), ...maps)).toEqual(found);
});
