import { expect, test } from "vitest";
import { systemTime } from "./systemtime.ts";

test("a sleep of no time ends, and both clocks go on", async () => {
  const [before, wall] = [systemTime.monotonic(), systemTime.wall()];
  await systemTime.sleep(0);
  expect(systemTime.monotonic()).toBeGreaterThanOrEqual(before);
  expect(systemTime.wall()).toBeGreaterThanOrEqual(wall);
});

test.each([
  { name: "before it begins", abort: (leave: () => void) => leave() },
  { name: "while it lasts, though it is longer than any timer", abort: (leave: () => void) => void setImmediate(leave) },
])("a sleep that is aborted $name rejects with the reason", async ({ abort }) => {
  const leaving = new AbortController();
  abort(() => leaving.abort(new Error("enough")));
  await expect(systemTime.sleep(Infinity, leaving.signal)).rejects.toThrow("enough");
});
