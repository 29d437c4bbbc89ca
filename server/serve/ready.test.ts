import { expect, test } from "vitest";
import { shared } from "./ready.ts";

test("many who ask at a time are asked for once, the next one again", async () => {
  let asked = 0;
  const answers = [Promise.withResolvers<boolean>(), Promise.withResolvers<boolean>(), Promise.withResolvers<boolean>()];
  const ask = shared(() => answers[asked++]?.promise ?? Promise.reject(new Error("asked too often")));
  const together = [ask(), ask(), ask()];
  answers[0]?.resolve(true);
  expect(await Promise.all(together)).toEqual([true, true, true]);
  answers[1]?.resolve(false);
  expect(await ask()).toBe(false);
  answers[2]?.reject(new Error("no"));
  expect(await ask()).toBe(false);
  expect(asked).toBe(3);
});
