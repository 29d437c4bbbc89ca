import { expect, test } from "vitest";
import { bindKeys, boundKeys } from "../parts/boundkeys.ts";
import { KEYS, capOf, keysFor } from "./keylist.ts";

test("the sheet lists what is bound, and nothing else", () => {
  const free = bindKeys(() => ["x", "Y"]);
  const map = bindKeys(() => ["ArrowUp", " ", "n"]);
  const listed = (): readonly string[] => keysFor(boundKeys()).flatMap(({ keys }) => keys.map(capOf));
  expect(listed()).toEqual(["n", "↑", "Space", "Shift Y", "x"]);
  map();
  expect(listed()).toEqual(["Shift Y", "x"]);
  free();
  expect(listed()).toEqual([]);
});

test("every key of the keyboard map has its line; watching is not to be had yet", () => {
  const known = KEYS.flatMap(({ keys }) => keys);
  for (const key of ["Ctrl K", "/", "g m", "g c", "g p", "g t", "?", "Tab", "ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "Enter", "Escape", "n", "N", "e", "i", " ", "t", "d", "c", "C", "l", "y", "Y", "x", "u", "r", "Ctrl Z", "+", "-", "0", "f", "[", "]"]) expect(known).toContain(key);
  expect(known).not.toContain("w");
  expect(new Set(known).size).toBe(known.length);
});
