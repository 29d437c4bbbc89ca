/** Reads a cluster, answers every view, and writes all that it said and all that it still holds: `node --expose-gc canary.process.ts KUBECONFIG FOLDER`. */
import { createWriteStream, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { setTimeout as pause } from "node:timers/promises";
import { getHeapSnapshot } from "node:v8";
import { asYaml } from "#lib/cluster/write/text.ts";
import { capture } from "#lib/check/capture.ts";
import { EVERYTHING } from "#lib/topology/asked.ts";
import { LocalCluster } from "../clusters/local.ts";
import { record } from "../history/recorded.ts";
import { openKubernetes } from "./open.ts";

const [kubeconfig = "", folder = ""] = process.argv.slice(2);
const source = await openKubernetes({ id: "c", access: { context: undefined, files: [kubeconfig], allowExec: false, allowInsecure: false }, podCidrs: [], engine: undefined, configMaps: true, namespaces: [], resolve: false, resolver: undefined, beside: [], after: 0 });
source.start();
while (!source.ready) await pause(20);
const recorded = await record(source, source.storedName, { store: { dataDir: join(folder, "data"), databaseUrl: undefined }, days: 30 });
const cluster = new LocalCluster(source, recorded);
while ((await recorded.history.begins()) === undefined) await pause(20);
const said = [
  await cluster.ask("summary", {}), await cluster.ask("map", EVERYTHING), await cluster.ask("policies", {}), await cluster.ask("destinations", {}), await cluster.ask("observed", {}),
  await cluster.ask("workload", { namespace: "a", kind: "pod", name: "web" }),
  await cluster.ask("policy", { namespace: "a", name: "closed", kind: undefined }),
  await cluster.ask("check", { from: "a/web", to: "203.0.113.4", port: "443", protocol: "TCP", origin: "http://127.0.0.1" }),
  [...(await recorded.history.newest())], await cluster.ask("timeline", { from: undefined, until: undefined, sel: undefined }),
  asYaml(capture(source.state.context, { name: "c", at: source.state.readAt })),
];
writeFileSync(join(folder, "said.json"), JSON.stringify(said));
for (let turn = 0; turn < 5; turn++) {
  globalThis.gc?.();
  await pause(50);
}
await pipeline(getHeapSnapshot(), createWriteStream(join(folder, "held.heapsnapshot")));
process.exit(0);
