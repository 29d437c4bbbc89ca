import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { request, sendRaw } from "./raw.fixture.ts";

const MINUTE = { timeout: 60_000 };
const started: ChildProcess[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  sockets.splice(0).forEach((socket) => socket.destroy());
  started.splice(0).forEach((child) => child.kill("SIGKILL"));
});

interface Serving {
  readonly child: ChildProcess;
  readonly port: number;
  readonly exit: Promise<unknown[]>;
}

async function serving(): Promise<Serving> {
  const child = fork(join(import.meta.dirname, "ending.process.ts"), { execArgv: [] });
  started.push(child);
  const exit = once(child, "exit");
  const [port] = (await once(child, "message")) as [number];
  return { child, port, exit };
}

interface Write {
  readonly socket: Socket;
  readonly answer: Promise<string>;
}

/** Writes that are under way, each with its body still to come. */
async function writes({ child, port }: Serving, count: number): Promise<readonly Write[]> {
  const under: Write[] = [];
  while (under.length < count) {
    const running = once(child, "message");
    const socket = connect(port, "127.0.0.1", () => socket.write("POST /write HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1\r\n\r\n"));
    sockets.push(socket);
    let text = "";
    socket.setEncoding("utf8").on("data", (piece: string) => (text += piece)).on("error", () => undefined);
    under.push({ socket, answer: once(socket, "close").then(() => text) });
    await running;
  }
  return under;
}

const readiness = async (port: number): Promise<string> => (await sendRaw(port, request("/readyz", ["Host: 127.0.0.1"]))).body;

test.each(["SIGTERM", "SIGINT", "SIGHUP"] as const)("F53: %s with ten writes under way: not ready from now on, every write is done, exit 0", async (signal) => {
  const server = await serving();
  const under = await writes(server, 10);
  server.child.kill(signal);
  await expect.poll(() => readiness(server.port), MINUTE).toBe("not ready\n");
  for (const { socket } of under) socket.write("x");
  expect(await server.exit).toEqual([0, null]);
  for (const { answer } of under) expect(await answer).toMatch(/^HTTP\/1\.1 201 [\s\S]*written/);
});

test("F53: a write that never finishes gets 503, and the process ends all the same", async () => {
  const server = await serving();
  const [write] = await writes(server, 1);
  server.child.kill("SIGTERM");
  expect(await write?.answer).toMatch(/^HTTP\/1\.1 503 [\s\S]*retry-after: 5[\s\S]*"code":"busy"/i);
  expect(await server.exit).toEqual([0, null]);
});

test("F53: a second signal ends at once: the write under way gets no answer any more", async () => {
  const server = await serving();
  const [write] = await writes(server, 1);
  server.child.kill("SIGTERM");
  await expect.poll(() => readiness(server.port), MINUTE).toBe("not ready\n");
  server.child.kill("SIGTERM");
  expect(await server.exit).toEqual([0, null]);
  expect(await write?.answer).toBe("");
});
