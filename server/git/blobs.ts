import { once } from "node:events";
import { type Running, startGit } from "./git.ts";

/** Reads objects of a repository by their ids, over one process for all of them. */
export class Blobs {
  readonly #running: Running;
  readonly #chunks: AsyncIterator<Buffer>;
  #left: Buffer = Buffer.alloc(0);
  #turn: Promise<unknown> = Promise.resolve();

  constructor(root: string) {
    this.#running = startGit(root, ["cat-file", "--batch"]);
    this.#running.on("error", () => undefined);
    this.#running.stdin.on("error", () => undefined);
    this.#running.stderr.resume();
    this.#chunks = this.#running.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** One after the other. @returns undefined for an object that is not there, as in a partial clone */
  read(id: string): Promise<Buffer | undefined> {
    const next = this.#turn.then(() => this.#read(id));
    this.#turn = next.catch(() => undefined);
    return next;
  }

  async close(): Promise<void> {
    this.#running.stdin.end();
    if (this.#running.exitCode === null && this.#running.signalCode === null) await Promise.race([once(this.#running, "close"), once(this.#running, "error")]);
  }

  async #read(id: string): Promise<Buffer | undefined> {
    this.#running.stdin.write(`${id}\n`);
    const [, kind, size] = (await this.#line()).split(" ");
    if (kind === "missing" || size === undefined) return undefined;
    const content = await this.#take(Number(size) + 1);
    return content.subarray(0, -1);
  }

  async #line(): Promise<string> {
    let end = this.#left.indexOf(10);
    for (; end === -1; end = this.#left.indexOf(10)) await this.#more();
    const line = this.#left.subarray(0, end).toString();
    this.#left = this.#left.subarray(end + 1);
    return line;
  }

  async #take(bytes: number): Promise<Buffer> {
    const parts = [this.#left];
    let held = this.#left.length;
    while (held < bytes) {
      const part = await this.#chunk();
      parts.push(part);
      held += part.length;
    }
    const all = Buffer.concat(parts);
    this.#left = all.subarray(bytes);
    return all.subarray(0, bytes);
  }

  async #more(): Promise<void> {
    this.#left = Buffer.concat([this.#left, await this.#chunk()]);
  }

  async #chunk(): Promise<Buffer> {
    const next = await this.#chunks.next();
    if (next.done === true) throw new Error("git ended before it had told everything");
    return next.value;
  }
}
