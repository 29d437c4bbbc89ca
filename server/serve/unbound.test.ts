import { spawn } from "node:child_process";
import { hostname, networkInterfaces } from "node:os";
import { resolve } from "node:path";
import { expect, test } from "vitest";

const launcher = resolve(import.meta.dirname, "../../bin/whydrop");

/** Loaded before the program: whoever binds a socket ends with a status of its own. */
const TRIPWIRE = `data:text/javascript,${encodeURIComponent('import net from "node:net"; import dgram from "node:dgram"; net.Server.prototype.listen = () => process.exit(99); dgram.Socket.prototype.bind = () => process.exit(99);')}`;

function serve(...args: readonly string[]): Promise<{ readonly status: number | null; readonly said: string }> {
  return new Promise((done, failed) => {
    const child = spawn(launcher, ["serve", "--demo", ...args], { env: { ...process.env, NODE_OPTIONS: `--import ${TRIPWIRE}` }, stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.once("error", failed).once("close", (status) => done({ status, said }));
  });
}

const ofTheNetwork = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []).find(({ internal }) => !internal)?.address ?? "192.0.2.1";

test.each([
  ["0.0.0.0", "::", "", "*", "[::]", "0"],
  [ofTheNetwork, hostname() === "localhost" ? "localhost.localdomain" : hostname(), "::ffff:0.0.0.0", "::ffff:127.0.0.1", "127.1", "example.com"],
])("S1: no address that others could reach is listened on: %j …", async (...addresses) => {
  const ended = await Promise.all(addresses.map((address) => serve("--listen", address)));
  for (const [index, { status, said }] of ended.entries()) {
    expect({ status, said }).toEqual({ status: 78, said: `whydrop: refusing to listen on \`${addresses[index] ?? ""}\`: there is no login, so only a loopback address such as 127.0.0.1 or ::1 is accepted\n` });
  }
});

test("S1: the tripwire works: a loopback address would be listened on", async () => {
  expect((await serve("--listen", "127.0.0.1", "--health-listen", "127.0.0.1:1")).status).toBe(99);
});
