/** The thread in which ELK brings callers before whom they call; it is loaded by the first question. */
import { parentPort } from "node:worker_threads";
import type { Layers } from "#lib/map/places/order.ts";
import { layersByElk } from "./elk.ts";
import type { FromOrderer, ToOrderer } from "./orderer.ts";

parentPort?.on("message", (asked: ToOrderer) => void answer(asked));

/** What fails ends the thread: its owner has an order of its own. */
async function answer({ question, graphs }: ToOrderer): Promise<void> {
  const layers: Layers[] = [];
  for (const graph of graphs) layers.push(await layersByElk(graph));
  parentPort?.postMessage({ question, layers } satisfies FromOrderer);
}
