import { type Context, contextOf } from "#lib/check/context.ts";
import { brokenReferences } from "#lib/check/references.ts";
import { type WrittenYaml, writeYaml } from "#lib/cluster/documents/yaml/write.ts";
import type { ClusterInfo, Ingested } from "#lib/cluster/facts.ts";
import { ingest } from "#lib/cluster/ingest.ts";
import { mergeTwins } from "#lib/cluster/merge.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import type { Manifest } from "#lib/cluster/write/manifest.ts";
import type { SourceObject } from "#lib/source/object.ts";
import { parseKey } from "./key.ts";
import { isLookup, readLookup } from "./lookup.ts";
import type { ObjectKey, Objects } from "./version.ts";

/** A manifest stays the same value in neighbouring states, and is read once. */
const known = new WeakMap<Manifest, Ingested>();

/** What questions about a past state are asked of. */
export function contextOfObjects(objects: Objects): Context {
  const inOrder = [...objects].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const read = inOrder.filter(([, manifest]) => !isLookup(manifest)).map(([key, manifest]) => readBack(key, manifest));
  const resolved = inOrder.flatMap(([, manifest]) => (isLookup(manifest) ? readLookup(manifest) : []));
  const { facts, problems } = mergeTwins({ facts: read.flatMap((one) => one.facts), problems: read.flatMap((one) => one.problems) });
  const told = facts.map((fact) => (fact.kind === "cluster" ? withLookups(fact, resolved) : fact));
  return contextOf(new Snapshot(told, [...problems, ...brokenReferences(told)]));
}

const withLookups = (cluster: ClusterInfo, resolved: ClusterInfo["resolved"]): ClusterInfo => (resolved.length === 0 ? cluster : { ...cluster, resolved });

/** What an object says, whose manifest is read once. */
export function readBack(key: ObjectKey, manifest: Manifest): Ingested {
  const before = known.get(manifest);
  if (before) return before;
  const ingested = ingest(sourceOf(key, manifest));
  known.set(manifest, ingested);
  return ingested;
}

/** An object that nobody wrote in a file: it is named by what it is, and its lines are those of its own text. */
function sourceOf(key: ObjectKey, manifest: Manifest): SourceObject {
  const { kind, namespace, name } = parseKey(key);
  let written: WrittenYaml | undefined;
  const yaml = (): WrittenYaml => (written ??= writeYaml(manifest));
  return { value: manifest, file: `${kind} ${[namespace, name].filter((part) => part !== "").join("/")}`, lineOf: (path) => yaml().lineOf(path), text: () => yaml().text };
}
