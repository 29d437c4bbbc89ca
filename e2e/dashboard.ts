import { type ChildProcess, fork, spawn, type StdioOptions } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join, resolve } from "node:path";
import type { Reader, ToClients } from "#server/streamclients.process.ts";

const root = resolve(import.meta.dirname, "..");

/** The build that the other tests use once more, as a process that may be killed. */
export interface Dashboard {
  readonly child: ChildProcess;
  readonly port: number;
  readonly address: string;
  /** Exit status and signal. */
  readonly exit: Promise<unknown[]>;
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("there is no port");
  return address.port;
}

interface Start {
  readonly args: readonly string[];
  readonly port: number;
  readonly stdio?: StdioOptions;
}

/** Returns at once: what it prints may be for nobody. */
export function startDashboard({ args, port, stdio = "ignore" }: Start): Dashboard {
  const child = spawn(join(root, "bin", "whydrop"), ["serve", ...args, "--port", String(port)], { cwd: root, stdio });
  return { child, port, address: `http://127.0.0.1:${String(port)}`, exit: once(child, "exit") };
}

/** Whether it answers, and with which status; 0 where it does not. */
export async function statusOf({ address }: Pick<Dashboard, "address">, path = "/livez"): Promise<number> {
  try {
    const response = await fetch(address + path);
    await response.body?.cancel();
    return response.status;
  } catch {
    return 0;
  }
}

/** The value of a metric without labels. */
export async function metricOf({ address }: Pick<Dashboard, "address">, name: string): Promise<number> {
  const text = await (await fetch(`${address}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1] ?? Number.NaN);
}

/** Clients of event streams, in a process of their own. */
export class Clients {
  readonly #child = fork(join(root, "server", "streamclients.process.ts"), { execArgv: [] });

  tell(told: ToClients): void {
    this.#child.send(told);
  }

  async report(): Promise<readonly Reader[]> {
    const reported = once(this.#child, "message") as Promise<[readonly Reader[]]>;
    this.tell({ kind: "report" });
    return (await reported)[0];
  }

  async count(wanted: (reader: Reader) => boolean): Promise<number> {
    return (await this.report()).filter(wanted).length;
  }

  end(): void {
    this.#child.kill("SIGKILL");
  }
}
