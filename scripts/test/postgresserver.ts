import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { chownSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import pg from "pg";

const patienceMs = 60_000;
const betweenTriesMs = 20;
/** Ends a server whose starter ended, however that happened: then its input closes. */
const guard = 'read _; kill -QUIT "$1"';

/** A PostgreSQL in a temporary folder, reached by a socket in it. It stops with the process that started it. */
export class PostgresServer {
  readonly #programs: string;
  readonly #folder: string;
  readonly #options: readonly string[];
  readonly #user: User;
  #running: { readonly server: ChildProcess; readonly guardian: ChildProcess } | undefined;

  /** @param programs the folder of `initdb` and `postgres` @param options of the server, as `name=value` */
  static async start(programs: string, options: readonly string[]): Promise<PostgresServer> {
    const server = new PostgresServer(programs, options);
    server.#initialize();
    await server.start();
    return server;
  }

  private constructor(programs: string, options: readonly string[]) {
    this.#programs = programs;
    this.#options = options;
    this.#user = unprivileged();
    this.#folder = mkdtempSync(join(tmpdir(), "whydrop-pg-"));
    const { uid, gid } = this.#user;
    if (uid !== undefined && gid !== undefined) chownSync(this.#folder, uid, gid);
  }

  url(database: string): string {
    return `postgresql://whydrop@${encodeURIComponent(this.#folder)}/${database}`;
  }

  /** Returns when it answers; after a kill it may have to wait until the old server's processes are gone. */
  async start(): Promise<void> {
    for (const end = Date.now() + patienceMs; ; ) {
      this.#spawn();
      if (await this.#answers(end)) return;
      if (Date.now() > end) throw new Error(`PostgreSQL does not start:\n${readFileSync(this.#file("log"), "utf8")}`);
    }
  }

  /** In good order: connections are ended, what was written is on the disk. */
  async stop(): Promise<void> {
    await this.#end("SIGINT");
  }

  /** As a crash of the machine would, or the kernel's of a process. */
  async kill(): Promise<void> {
    await this.#end("SIGKILL");
  }

  async remove(): Promise<void> {
    await this.#end("SIGQUIT");
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async query(database: string, sql: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.url(database) });
    client.on("error", () => undefined);
    await client.connect();
    await client.query(sql).finally(() => client.end());
  }

  /** Text is ordered as people order it, and not by its bytes, where this PostgreSQL can. */
  #initialize(): void {
    const always = ["-D", this.#file("data"), "-U", "whydrop", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"];
    const tries = [["--locale-provider=icu", "--icu-locale=en-US"], []].map((locale) => {
      rmSync(this.#file("data"), { recursive: true, force: true });
      return spawnSync(join(this.#programs, "initdb"), [...always, ...locale], { ...this.#user, cwd: this.#folder, encoding: "utf8" });
    });
    if (tries.every(({ status }) => status !== 0)) throw new Error(`initdb failed:\n${tries.map(({ stderr }) => stderr).join("\n")}`);
  }

  #spawn(): void {
    const log = openSync(this.#file("log"), "a", 0o666);
    const options = ["listen_addresses=", "max_connections=60", "shared_buffers=16MB", `unix_socket_directories=${this.#folder}`, ...this.#options];
    const server = spawn(join(this.#programs, "postgres"), ["-D", this.#file("data"), ...options.flatMap((option) => ["-c", option])], { ...this.#user, cwd: this.#folder, stdio: ["ignore", log, log] });
    const guardian = spawn("/bin/sh", ["-c", guard, "sh", String(server.pid)], { ...this.#user, cwd: this.#folder, stdio: ["pipe", "ignore", "ignore"] });
    server.once("exit", () => guardian.kill("SIGKILL"));
    this.#running = { server, guardian };
    closeSync(log);
  }

  /** @returns false where it ended before, or never did */
  async #answers(end: number): Promise<boolean> {
    while (Date.now() < end) {
      if (await this.query("postgres", "SELECT 1").then(() => true, () => false)) return true;
      if (!this.#isRunning) return false;
      await pause(betweenTriesMs);
    }
    return false;
  }

  get #isRunning(): boolean {
    const server = this.#running?.server;
    return server !== undefined && server.exitCode === null && server.signalCode === null;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (!this.#isRunning || this.#running === undefined) return;
    const ended = once(this.#running.server, "exit");
    this.#running.server.kill(signal);
    await ended;
  }

  #file(name: string): string {
    return join(this.#folder, name);
  }
}

interface User {
  readonly uid?: number;
  readonly gid?: number;
}

/** PostgreSQL refuses to run as root. */
function unprivileged(): User {
  if (process.getuid?.() !== 0) return {};
  const users = new Map(readFileSync("/etc/passwd", "utf8").split("\n").map((line) => line.split(":")).map(([name, , uid, gid]) => [name, { uid: Number(uid), gid: Number(gid) }]));
  return users.get("postgres") ?? users.get("nobody") ?? { uid: 65534, gid: 65534 };
}
