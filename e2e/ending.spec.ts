import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, openSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { expect, test } from "@playwright/test";
import { type Dashboard, freePort, startDashboard, statusOf } from "./dashboard.ts";

const MINUTE = { timeout: 60_000 };
const root = resolve(import.meta.dirname, "..");
const ended: (() => void)[] = [];
test.afterEach(() => ended.splice(0).forEach((end) => end()));

function kept(dashboard: Dashboard): Dashboard {
  ended.push(() => dashboard.child.kill("SIGKILL"));
  return dashboard;
}

/** An API server that takes connections and says nothing: the first reading never ends. */
async function silentServer(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "whydrop-ending-"));
  const server = createServer((socket) => socket.on("error", () => undefined)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("there is no port");
  const kubeconfig = join(folder, "kubeconfig");
  writeFileSync(kubeconfig, JSON.stringify({
    apiVersion: "v1", kind: "Config", "current-context": "silent",
    clusters: [{ name: "silent", cluster: { server: `https://127.0.0.1:${String(address.port)}` } }],
    contexts: [{ name: "silent", context: { cluster: "silent", user: "nobody" } }],
    users: [{ name: "nobody", user: {} }],
  }));
  ended.push(() => server.close(), () => rmSync(folder, { recursive: true }));
  return kubeconfig;
}

for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
  test(`F54: ${signal} during the first reading of a cluster is a clean exit`, async () => {
    const dashboard = kept(startDashboard({ args: ["--context", "silent", "--kubeconfig", await silentServer()], port: await freePort() }));
    await expect.poll(() => statusOf(dashboard, "/readyz"), MINUTE).toBe(503);
    dashboard.child.kill(signal);
    expect(await dashboard.exit).toEqual([0, null]);
  });
}

/** It serves, is told to stop, and ends with 0. */
async function servesAndEnds(dashboard: Dashboard): Promise<void> {
  await expect.poll(() => statusOf(dashboard, "/readyz"), MINUTE).toBe(200);
  for (const path of ["/c/production/map", "/nowhere", "/api/v1/clusters"]) expect([200, 404]).toContain(await statusOf(dashboard, path));
  dashboard.child.kill("SIGTERM");
  expect(await dashboard.exit).toEqual([0, null]);
}

test("F54: with input and outputs closed it serves, and ends well", async () => {
  const port = await freePort();
  const child = spawn("/bin/sh", ["-c", 'exec "$0" serve --demo --port "$1" <&- >&- 2>&-', join(root, "bin", "whydrop"), String(port)], { cwd: root, stdio: "ignore" });
  await servesAndEnds(kept({ child, port, address: `http://127.0.0.1:${String(port)}`, exit: once(child, "exit") }));
});

test("F54: whoever read its outputs has gone: it serves, and ends well", async () => {
  const dashboard = kept(startDashboard({ args: ["--demo"], port: await freePort(), stdio: ["ignore", "pipe", "pipe"] }));
  dashboard.child.stdout?.destroy();
  dashboard.child.stderr?.destroy();
  await servesAndEnds(dashboard);
});

test("F54: a disk that is full takes no line of its outputs: it serves, and ends well", async () => {
  const full = openSync("/dev/full", "w");
  await servesAndEnds(kept(startDashboard({ args: ["--demo"], port: await freePort(), stdio: ["ignore", full, full] })));
});
