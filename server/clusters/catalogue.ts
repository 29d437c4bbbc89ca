import { readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Settings as CheckSettings } from "#lib/check/context.ts";
import { ENGINES } from "#lib/policy/engines.ts";
import type { Settings } from "#server/settings.ts";
import type { Cluster } from "./cluster.ts";
import { LocalCluster } from "./local.ts";
import { ManifestSource } from "./source.ts";

/** The runbook's incident is what a new user sees first. */
const FIRST = "runbook";

/** Opens what the settings name: the user's manifests first, then the scenarios, each a cluster of its own. */
export async function openClusters(settings: Settings): Promise<readonly Cluster[]> {
  const given: CheckSettings = { podCidrs: settings.podCidrs, ...(settings.engine !== undefined && { engine: ENGINES[settings.engine] }) };
  const beside = [settings.destinations, settings.watch].filter((path) => path !== undefined);
  const wanted = [
    ...(settings.manifests.length > 0 ? [{ paths: [...settings.manifests, ...beside], folder: basename(settings.manifests[0] ?? ""), checks: given }] : []),
    ...(settings.demo ? (await scenarios(settings.root)).map((path) => ({ paths: [path], folder: basename(path), checks: {} })) : []),
  ];
  const taken = new Set<string>();
  const opened: Cluster[] = [];
  for (const { paths, folder, checks } of wanted) {
    const source = await ManifestSource.open(paths, checks, (name) => uniqueId(name ?? folder, taken));
    source.watch();
    opened.push(new LocalCluster(source));
  }
  return opened;
}

async function scenarios(root: string): Promise<readonly string[]> {
  const folder = join(root, "scenarios");
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name).sort();
  return [...names.filter((name) => name === FIRST), ...names.filter((name) => name !== FIRST)].map((name) => join(folder, name));
}

/** A name as it may stand in an address: everything else becomes `-`, and a clash gets a number. */
function uniqueId(name: string, taken: Set<string>): string {
  const base = name.replace(/[^A-Za-z0-9._-]/g, "-") || "cluster";
  let id = base;
  for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
  taken.add(id);
  return id;
}
