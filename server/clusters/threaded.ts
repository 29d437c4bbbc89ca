import { existsSync } from "node:fs";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { ErrorCode } from "#lib/api/errors.ts";
import type { LiveWish } from "../kubernetes/open.ts";
import { ViewError } from "../viewerror.ts";
import type { Cluster, RevisionListener, Standing } from "./cluster.ts";
import type { Asked, Reply, ViewName } from "./views.ts";

/** Each names its question, so that answers find back. */
export type ToThread =
  | { readonly kind: "ask"; readonly question: number; readonly view: ViewName; readonly asked: Asked<ViewName>; readonly at: string | undefined }
  | { readonly kind: "standing"; readonly question: number }
  | { readonly kind: "end" };

export type FromThread =
  | { readonly kind: "revision"; readonly revision: number }
  | { readonly kind: "answer"; readonly question: number; readonly value: unknown }
  | { readonly kind: "refusal"; readonly question: number; readonly code: ErrorCode; readonly message: string; readonly field?: string };

/** Milliseconds before a thread that died, as of memory, is replaced. */
const REST = 5_000;

/** Milliseconds in which a thread may write down what it saw last. */
const PARTING = 2_000;

/** A live cluster in a thread of its own: what happens to it happens to no other. */
export class ThreadedCluster implements Cluster {
  readonly id: string;
  readonly #wish: LiveWish;
  readonly #log: (message: string) => void;
  readonly #listeners = new Set<RevisionListener>();
  readonly #open = new Map<number, { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }>();
  #worker: Worker | undefined;
  #questions = 0;
  #revision = 0;
  #closed = false;

  constructor(wish: LiveWish, log: (message: string) => void) {
    this.id = wish.id;
    this.#wish = wish;
    this.#log = log;
    this.#start();
  }

  ask<Name extends ViewName>(view: Name, asked: Asked<Name>, at?: string): Promise<Reply<Name>> {
    return this.#send((question) => ({ kind: "ask", question, view, asked, at })) as Promise<Reply<Name>>;
  }

  standing(): Promise<Standing> {
    return this.#send((question) => ({ kind: "standing", question })) as Promise<Standing>;
  }

  subscribe(listener: RevisionListener): () => void {
    this.#listeners.add(listener);
    if (this.#revision > 0) listener(this.#revision);
    return () => this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#closed = true;
    const worker = this.#worker;
    if (worker === undefined) return;
    const ended = new Promise<void>((resolve) => worker.once("exit", () => resolve()));
    worker.postMessage({ kind: "end" } satisfies ToThread);
    const late = setTimeout(() => void worker.terminate(), PARTING);
    await ended;
    clearTimeout(late);
  }

  #send(make: (question: number) => ToThread): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#worker === undefined) return reject(gone());
      this.#questions += 1;
      this.#open.set(this.#questions, { resolve, reject });
      this.#worker.postMessage(make(this.#questions));
    });
  }

  #start(): void {
    const worker = new Worker(script(), { workerData: { ...this.#wish, after: this.#revision } satisfies LiveWish, execArgv: [] });
    this.#worker = worker;
    worker.on("message", (message: FromThread) => this.#hear(message));
    worker.on("error", (error) => this.#log(`the thread that reads \`${this.id}\` failed: ${error instanceof Error ? error.message : String(error)}`));
    worker.once("exit", () => this.#replace());
  }

  #hear(message: FromThread): void {
    if (message.kind === "revision") {
      this.#revision = message.revision;
      for (const listener of this.#listeners) listener(this.#revision);
      return;
    }
    const asker = this.#open.get(message.question);
    this.#open.delete(message.question);
    if (message.kind === "answer") asker?.resolve(message.value);
    else asker?.reject(message.code === "internal" ? new Error(message.message) : new ViewError(message.code, message.message, message.field));
  }

  #replace(): void {
    this.#worker = undefined;
    for (const { reject } of this.#open.values()) reject(gone());
    this.#open.clear();
    if (!this.#closed) setTimeout(() => this.#closed || this.#start(), REST);
  }
}

const gone = (): Error => new Error("the cluster's thread is being started anew");

/** Found at run time: a bundler must not take it for a module of its own, and in a bundle this file has moved. */
function script(): string {
  const beside = join(String(import.meta.dirname), "thread.ts");
  const root = process.env.WHYDROP_ROOT ?? process.cwd();
  return existsSync(/* turbopackIgnore: true */ beside) ? beside : join(/* turbopackIgnore: true */ root, "server", "clusters", "thread.ts");
}
