import { expect, test } from "vitest";
import { VirtualTime } from "#apiserver/virtualtime.ts";
import { Queue } from "./queue.ts";

interface Work {
  readonly begun: string[];
  readonly end: (name: string) => void;
  readonly begin: (name: string) => () => Promise<void>;
}

/** Work that takes until it is told to end. */
function work(): Work {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    end: (name) => ends.get(name)?.(),
    begin: (name) => () => new Promise((resolve) => {
      begun.push(name);
      ends.set(name, resolve);
    }),
  };
}

test("so many at once, the others in the order in which they came", async () => {
  const time = new VirtualTime();
  const queue = new Queue(2, time);
  const { begun, begin, end } = work();
  const all = ["a", "b", "c", "d"].map((name) => queue.take(begin(name)));
  expect(begun).toEqual(["a", "b"]);
  end("b");
  await all[1];
  await time.settle();
  expect(begun).toEqual(["a", "b", "c"]);
  for (const name of ["a", "c"]) end(name);
  await time.settle();
  expect(begun).toEqual(["a", "b", "c", "d"]);
  end("d");
  await Promise.all(all);
});

test("who waits too long is told that the store is slow, and nothing of it is begun", async () => {
  const time = new VirtualTime();
  const queue = new Queue(1, time);
  const { begun, begin, end } = work();
  const first = queue.take(begin("first"));
  const second = queue.take(begin("second"));
  const refused = expect(second).rejects.toMatchObject({ kind: "slow" });
  await time.advance(2_999);
  const third = queue.take(begin("third"));
  await time.advance(1);
  await refused;
  end("first");
  await first;
  await time.settle();
  expect(begun).toEqual(["first", "third"]);
  end("third");
  await third;
  expect(time.sleeping).toBe(0);
});

test("work that fails makes room for the next", async () => {
  const queue = new Queue(1, new VirtualTime());
  const failing = queue.take(() => Promise.reject(new Error("failed")));
  const next = queue.take(() => Promise.resolve("done"));
  await expect(failing).rejects.toThrow("failed");
  expect(await next).toBe("done");
  expect(await queue.take(() => Promise.resolve("again"))).toBe("again");
});
