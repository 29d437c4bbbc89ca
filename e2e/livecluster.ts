import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "./apiserver.process.ts";

/** An API server of the tests' own, which can be changed, killed and started again. */
export class LiveCluster {
  readonly #folder = mkdtempSync(join(tmpdir(), "whydrop-live-"));
  #child: ChildProcess | undefined;
  #port = 0;

  /** Its authority's certificate. */
  get authority(): string {
    return join(this.#folder, "ca.crt");
  }

  get port(): number {
    return this.#port;
  }

  get kubeconfig(): string {
    return join(this.#folder, "kubeconfig");
  }

  /** With the state of its scenario; on the port that it had before. */
  async start(): Promise<void> {
    const child = fork(join(import.meta.dirname, "apiserver.process.ts"), [this.#folder, String(this.#port)], { execPath: process.execPath });
    this.#child = child;
    const [{ port }] = (await once(child, "message")) as [{ port: number }];
    this.#port = port;
  }

  async tell(command: Command): Promise<readonly string[]> {
    const answer = once(this.#child ?? fail(), "message") as Promise<[{ asked: readonly string[] }]>;
    this.#child?.send(command);
    return (await answer)[0].asked;
  }

  /** As when its machine goes. */
  async kill(): Promise<void> {
    const child = this.#child ?? fail();
    child.kill("SIGKILL");
    if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.#folder, { recursive: true });
  }
}

function fail(): never {
  throw new Error("the API server was not started");
}
