import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { withLock } from "./lock.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "whydrop-lock-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

const lockFile = (): string => join(folder, "cache", "lock");
const never = new AbortController().signal;
const noWait = (): void => undefined;

test("the second waits for the first", async () => {
  const order: string[] = [];
  const onWait = vi.fn();
  const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
  const first = withLock(lockFile(), { onWait, signal: never }, async () => {
    await held;
    order.push("first");
  });
  const second = withLock(lockFile(), { onWait: () => release(undefined), signal: never }, async () => order.push("second"));
  await Promise.all([first, second]);
  expect(order).toEqual(["first", "second"]);
  expect(onWait).not.toHaveBeenCalled();
});

test("what failed holds nothing", async () => {
  await expect(withLock(lockFile(), { onWait: noWait, signal: never }, () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await withLock(lockFile(), { onWait: noWait, signal: never }, async () => "free")).toBe("free");
});

test("whoever waits can be told to stop", async () => {
  const stop = new AbortController();
  const { promise: held, resolve: release } = Promise.withResolvers<undefined>();
  const first = withLock(lockFile(), { onWait: noWait, signal: never }, () => held);
  const onWait = (): void => stop.abort(new Error("stopped"));
  await expect(withLock(lockFile(), { onWait, signal: stop.signal }, async () => "work")).rejects.toThrow("stopped");
  release(undefined);
  await first;
});

test("a holder that was killed holds nothing", async () => {
  const program = `
    import { withLock } from ${JSON.stringify(new URL("lock.ts", import.meta.url).href)};
    await withLock(${JSON.stringify(lockFile())}, { onWait: () => {}, signal: new AbortController().signal }, () => new Promise(() => {
      setInterval(() => {}, 1000);
      console.log("held");
    }));`;
  const holder = spawn(process.execPath, ["--input-type=module", "--eval", program], { stdio: ["ignore", "pipe", "inherit"] });
  await once(holder.stdout, "data");
  holder.kill("SIGKILL");
  await once(holder, "exit");
  const onWait = vi.fn();
  expect(await withLock(lockFile(), { onWait, signal: never }, async () => "free")).toBe("free");
  expect(onWait).not.toHaveBeenCalled();
});
