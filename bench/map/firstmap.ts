import { gzipSync } from "node:zlib";
import type { PlacedMap } from "#lib/api/map.ts";
import { EVERYTHING } from "#lib/topology/asked.ts";
import { GeneratedSource } from "#server/clusters/generated.ts";
import { LocalCluster } from "#server/clusters/local.ts";
import { Placed } from "./placed.ts";

export interface FirstMap {
  readonly cpuMs: number;
  readonly againMs: number;
  readonly nodes: number;
  readonly edges: number;
  readonly connections: number;
  readonly gzipBytes: number;
  readonly openEdges: number;
  readonly openGzipBytes: number;
  readonly tableMs: number;
}

/** The first answer that anybody gets of a cluster which has been read, of which nothing is judged and nothing placed. @param folder for the store */
export async function firstMap(pods: number, folder: string): Promise<FirstMap> {
  const cluster = new LocalCluster(new GeneratedSource(pods, "bench"));
  const placed = new Placed(cluster, folder);
  const [map, cpuMs] = await timed(() => placed.map(EVERYTHING));
  const [, againMs] = await timed(() => placed.map(EVERYTHING));
  const open = await placed.map({ ...EVERYTHING, open: map.boxes.map(({ namespace }) => namespace) });
  const [, tableMs] = await timed(() => cluster.ask("connections", { q: "", ns: [], hide: [], sort: undefined, after: undefined, limit: 200 }));
  await placed.close();
  return { cpuMs, againMs, nodes: map.nodes.length, edges: map.edges.length, connections: map.total, gzipBytes: gzipped(map), openEdges: open.edges.length, openGzipBytes: gzipped(open), tableMs };
}

const gzipped = (map: PlacedMap): number => gzipSync(JSON.stringify(map)).length;

/** CPU of all threads, since ELK has one of its own. */
async function timed<Answer>(ask: () => Promise<Answer>): Promise<readonly [Answer, number]> {
  const before = process.cpuUsage();
  const answer = await ask();
  const { user, system } = process.cpuUsage(before);
  return [answer, (user + system) / 1_000];
}
