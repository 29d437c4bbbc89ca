import { expect, test } from "vitest";
import { Recent } from "./recent.ts";

test("what was asked for last is made once; of more than are held the one that nobody asked for longest is made again", async () => {
  const recent = new Recent<string>(2);
  const made: string[] = [];
  const ask = (key: string): Promise<string> => recent.of(key, async () => (made.push(key), key));
  for (const key of ["a", "b", "a", "c", "a", "b"]) expect(await ask(key)).toBe(key);
  expect(made).toEqual(["a", "b", "c", "b"]);
});

test("what could not be made is not held", async () => {
  const recent = new Recent<string>(2);
  await expect(recent.of("a", async () => { throw new Error("away"); })).rejects.toThrow("away");
  expect(await recent.of("a", async () => "back")).toBe("back");
});
