import { infoOf } from "#lib/check/capture.ts";
import type { Context } from "#lib/check/context.ts";
import type { Changed, Fact } from "#lib/cluster/facts.ts";
import { writeCluster } from "#lib/cluster/write/cluster.ts";
import { type WrittenFact, writeFact } from "#lib/cluster/write/fact.ts";
import type { Manifest } from "#lib/cluster/write/manifest.ts";
import { toldTwice } from "#lib/cluster/write/toldtwice.ts";
import type { UnreadKind } from "#lib/policy/unread.ts";
import { keyOf, twinKey } from "./key.ts";
import { writeLookup } from "./lookup.ts";
import type { ObjectKey, Objects } from "./version.ts";

/** What is kept of one object at one moment. */
export interface Held {
  readonly manifest: Manifest;
  readonly author?: Changed;
}

/** A fact stays the same value from revision to revision where its object does, and is written once. */
const known = new WeakMap<Fact, WrittenFact>();

/**
 * Every object of a context, as manifests that give the same answers again: also what could not be read, the engine and what
 * names were resolved to. When that was told is left out: the same told again is no change.
 *
 * @param name what the cluster is called where its Cluster object does not say
 */
export function heldObjects(context: Context, name: string): ReadonlyMap<ObjectKey, Held> {
  const { facts } = context.snapshot;
  const held = new Map<ObjectKey, Held>();
  const lost: UnreadKind[] = [];
  const isToldTwice = toldTwice(facts);
  const put = (manifest: Manifest, author?: Changed): void => {
    const key = keyOf(manifest);
    let free = key;
    for (let n = 2; held.has(free); n++) free = twinKey(key, n);
    held.set(free, { manifest, ...(author && { author }) });
  };
  for (const fact of facts) {
    if (isToldTwice(fact)) continue;
    const written = writtenOf(fact);
    if (written.kind === "manifest") put(written.manifest, "author" in fact ? fact.author : undefined);
    if (written.kind === "unreadable") lost.push(written.unreadable);
  }
  const { resolved, ...info } = infoOf(context, { name, at: "" });
  put(timeless(writeCluster({ ...info, unreadable: [...info.unreadable, ...lost], resolved: [] })));
  for (const [host, same] of Map.groupBy(resolved, (one) => one.host)) put(writeLookup(host, same.flatMap(({ addresses }) => addresses)));
  return held;
}

export function objectsOf(context: Context, name: string): Objects {
  return new Map([...heldObjects(context, name)].map(([key, { manifest }]) => [key, manifest]));
}

/** Writing all facts of a large cluster takes long: whoever does it before, one by one, finds `heldObjects` quick. */
export function writtenOf(fact: Fact): WrittenFact {
  const before = known.get(fact);
  if (before) return before;
  const written = writeFact(fact);
  const once = written.kind === "manifest" ? { ...written, manifest: plain(written.manifest) } : written;
  known.set(fact, once);
  return once;
}

/** A Cluster object that says the same whenever it was captured. */
const timeless = (manifest: Manifest): Manifest => JSON.parse(JSON.stringify(manifest, (key, value: unknown) => (key === "capturedAt" ? undefined : value))) as Manifest;

/** As it is read back: what is undefined does not stand in it. */
const plain = (manifest: Manifest): Manifest => JSON.parse(JSON.stringify(manifest)) as Manifest;
