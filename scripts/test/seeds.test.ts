import fc from "fast-check";
import { expect, test } from "vitest";
import { seedOf } from "./seeds.ts";

test.each([[undefined, 20_260_416], ["", 20_260_416], ["7", 7], ["-54552984", -54_552_984], ["random", undefined]])("SEED=%s is %s", (text, seed) => expect(seedOf(text)).toBe(seed));

test.each(["seven", "1e3", "0x1", "12345678901"])("SEED=%s is refused", (text) => expect(() => seedOf(text)).toThrow("but must be a number, or random"));

test("the runner of all tests has taken it", () => expect(fc.readConfigureGlobal().seed).toBe(seedOf(process.env["SEED"])));
