import { brokenReferences } from "#lib/check/references.ts";
import { mergeTwins } from "#lib/cluster/merge.ts";
import { Snapshot } from "#lib/cluster/snapshot.ts";
import type { Naming } from "#server/manifests/files.ts";
import { readManifests } from "#server/manifests/read.ts";

export interface Loaded {
  readonly snapshot: Snapshot;
  readonly files: readonly string[];
}

/** Reads files and folders into one snapshot. @throws NothingReadable when there is nothing at all */
export async function readSnapshot(paths: readonly string[], naming: Naming = "given"): Promise<Loaded> {
  const { files, ...ingested } = await readManifests(paths, naming);
  const { facts, problems } = mergeTwins(ingested);
  return { snapshot: new Snapshot(facts, [...problems, ...brokenReferences(facts)]), files };
}
