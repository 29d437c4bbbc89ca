import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { plainLayers } from "#lib/map/places/layers.ts";
import type { Layers, Order, Unordered, Wanted } from "#lib/map/places/order.ts";

export interface ToOrderer {
  readonly question: number;
  readonly graphs: readonly Unordered[];
}

export interface FromOrderer {
  readonly question: number;
  /** In the order of the graphs. */
  readonly layers: readonly Layers[];
}

/**
 * ELK is asked where it is worth its time. It takes 250 ms of CPU to begin, then some 25 for each graph: what has fewer links hardly
 * crosses anyway, and for more it takes longer than the first map may. Boxes are packed after they were ordered: their crossings do not stay.
 */
const LINKS = { least: 8, most: 60 } as const;

/** Milliseconds: after `answer` a thread is given up, after `idle` it is let go. */
interface Limits {
  readonly answer: number;
  readonly idle: number;
}

const LIMITS: Limits = { answer: 5_000, idle: 60_000 };

/** Brings a map into reading order, in a thread of its own while there is something to order. The map never waits for it in vain. */
export class Orderer {
  readonly #script: string;
  readonly #limits: Limits;
  readonly #log: (message: string) => void;
  readonly #open = new Map<number, { readonly worker: Worker; readonly resolve: (layers: readonly Layers[] | undefined) => void }>();
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #questions = 0;

  constructor(log: (message: string) => void, script = workerScript(), limits: Limits = LIMITS) {
    this.#log = log;
    this.#script = script;
    this.#limits = limits;
  }

  async order({ boxes, groups }: Wanted): Promise<Order> {
    const hard = [...groups.values()].filter(({ links }) => links.length >= LINKS.least && links.length <= LINKS.most);
    const answered = hard.length === 0 ? [] : await this.#ask(hard);
    const layers = new Map(hard.map((graph, index) => [graph, answered?.[index]]));
    return { boxes: plainLayers(boxes), groups: new Map([...groups].map(([namespace, graph]) => [namespace, layers.get(graph) ?? plainLayers(graph)])) };
  }

  close(): void {
    clearTimeout(this.#idle);
    this.#letGo(this.#worker);
  }

  /** @returns undefined where nothing was answered in time */
  async #ask(graphs: readonly Unordered[]): Promise<readonly Layers[] | undefined> {
    clearTimeout(this.#idle);
    const worker = (this.#worker ??= this.#start());
    const question = (this.#questions += 1);
    const late = setTimeout(() => {
      this.#log("ordering the map took too long");
      this.#letGo(worker);
    }, this.#limits.answer).unref();
    try {
      return await new Promise((resolve) => {
        this.#open.set(question, { worker, resolve });
        worker.postMessage({ question, graphs } satisfies ToOrderer);
      });
    } finally {
      clearTimeout(late);
      this.#open.delete(question);
      if (this.#open.size === 0) this.#idle = setTimeout(() => this.#letGo(worker), this.#limits.idle).unref();
    }
  }

  #start(): Worker {
    const worker = new Worker(this.#script, { execArgv: [] });
    worker.unref();
    worker.on("message", ({ question, layers }: FromOrderer) => this.#open.get(question)?.resolve(layers));
    worker.on("error", (error) => this.#log(`the thread that orders the map failed: ${error instanceof Error ? error.message : String(error)}`));
    worker.once("exit", () => {
      this.#letGo(worker);
      for (const asked of this.#open.values()) if (asked.worker === worker) asked.resolve(undefined);
    });
    return worker;
  }

  /** At once: nobody may ask it any more while it ends. */
  #letGo(worker: Worker | undefined): void {
    if (this.#worker === worker) this.#worker = undefined;
    void worker?.terminate();
  }
}

/** Found at run time: a bundler must not take it for a module of its own, and in a bundle this file has moved. */
function workerScript(): string {
  const beside = join(String(import.meta.dirname), "worker.ts");
  const root = process.env.WHYDROP_ROOT ?? process.cwd();
  return existsSync(/* turbopackIgnore: true */ beside) ? beside : join(/* turbopackIgnore: true */ root, "server", "map", "worker.ts");
}
