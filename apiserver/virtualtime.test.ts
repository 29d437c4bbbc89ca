import { expect, test } from "vitest";
import { VirtualTime } from "./virtualtime.ts";

test("sleepers wake in the order in which they are due, those of one moment in the order in which they lay down", async () => {
  const time = new VirtualTime();
  const woken: string[] = [];
  const sleep = async (name: string, milliseconds: number): Promise<void> => {
    await time.sleep(milliseconds);
    woken.push(`${name} at ${String(time.monotonic())}`);
  };
  void sleep("late", 30);
  void sleep("early", 10);
  void sleep("first of two", 20).then(() => sleep("again", 5));
  void sleep("second of two", 20);
  await time.advance(29);
  expect(woken).toEqual(["early at 10", "first of two at 20", "second of two at 20", "again at 25"]);
  expect([time.monotonic(), time.sleeping]).toEqual([29, 1]);
});

test("nothing happens before its time, and the wall clock goes along and may jump", async () => {
  const time = new VirtualTime(1_000);
  let awake = false;
  void time.sleep(10).then(() => (awake = true));
  await time.advance(9);
  time.stepWall(-500);
  expect([awake, time.wall()]).toEqual([false, 509]);
  await time.advance(1);
  expect([awake, time.wall()]).toEqual([true, 510]);
});

test("a sleeper whose signal is aborted rejects with the reason, and is forgotten", async () => {
  const time = new VirtualTime();
  const controller = new AbortController();
  const sleep = time.sleep(10, controller.signal);
  controller.abort(new Error("enough"));
  await expect(sleep).rejects.toThrow("enough");
  await expect(time.sleep(10, controller.signal)).rejects.toThrow("enough");
  expect(time.sleeping).toBe(0);
});

test("runUntil jumps from sleeper to sleeper until something holds, and tells how long that took", async () => {
  const time = new VirtualTime();
  let rounds = 0;
  void (async () => {
    for (;;) {
      await time.sleep(1_000);
      rounds++;
    }
  })();
  expect(await time.runUntil(() => rounds === 86_400, 86_400_000)).toBe(86_400_000);
});

test.each([
  { name: "in time", sleep: 11, message: "it does not hold within 10 ms; 1 sleep on" },
  { name: "by anything that sleeps", sleep: undefined, message: "nothing sleeps any more, and it does not hold" },
])("runUntil throws where it does not come about $name", async ({ sleep, message }) => {
  const time = new VirtualTime();
  if (sleep !== undefined) void time.sleep(sleep);
  await expect(time.runUntil(() => false, 10)).rejects.toThrow(message);
});
