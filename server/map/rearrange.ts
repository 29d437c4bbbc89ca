import { EVERYTHING } from "#lib/topology/asked.ts";
import { clusterOf } from "../clusters/runtime.ts";
import { admitReader } from "../entry/reader.ts";
import { mapPlaces } from "./placed.ts";

/** Arranges anew what somebody sees who has not filtered, for everybody. @param generation what was seen @throws ViewError */
export async function rearrangeMap(cluster: string, generation: number): Promise<{ readonly generation: number }> {
  await admitReader();
  const whole = await (await clusterOf(cluster)).ask("map", EVERYTHING);
  return { generation: await (await mapPlaces()).rearrange(cluster, generation, whole) };
}

/** Gives back the arrangement before. @param generation what was seen @throws ViewError also where there is none */
export async function undoRearrange(cluster: string, generation: number): Promise<{ readonly generation: number }> {
  await admitReader();
  await clusterOf(cluster);
  return { generation: await (await mapPlaces()).undo(cluster, generation) };
}
