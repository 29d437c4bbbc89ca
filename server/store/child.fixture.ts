import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";

/** A program beside this file, in a process of its own, that ends with the test at the latest. */
export class Child {
  readonly #child;
  readonly #lines: AsyncIterator<string>;
  readonly #end: Promise<unknown>;
  #errors = "";

  constructor(name: string, args: readonly string[]) {
    this.#child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, name), ...args], { stdio: ["pipe", "pipe", "pipe"] });
    this.#child.stdin.on("error", () => undefined);
    this.#child.stderr.on("data", (chunk: Buffer) => (this.#errors += String(chunk)));
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
    this.#end = once(this.#child, "close");
    onTestFinished(() => this.kill());
  }

  get errors(): string {
    return this.#errors;
  }

  /** @returns the next line it wrote; undefined after its end */
  async line(): Promise<string | undefined> {
    const next = await this.#lines.next();
    return next.done === true ? undefined : next.value;
  }

  async lines(): Promise<readonly string[]> {
    const lines: string[] = [];
    for (let line = await this.line(); line !== undefined; line = await this.line()) lines.push(line);
    return lines;
  }

  tell(text: string): void {
    this.#child.stdin.write(text);
  }

  /** Returns when it is gone. What it wrote before can be read after. */
  async kill(): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#end;
  }
}
