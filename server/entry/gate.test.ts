import { expect, test } from "vitest";
import { Gate } from "./gate.ts";

const stopped = (): number => 0;

function enter(gate: Gate, code = gate.code): string {
  const attempt = gate.attempt(code);
  if (attempt.kind !== "entered") throw new Error(attempt.kind);
  return attempt.session;
}

test("a code has 256 bits, and is another one for each process", () => {
  const codes = Array.from({ length: 50 }, () => new Gate().code);
  expect(new Set(codes).size).toBe(50);
  for (const code of codes) expect(Buffer.from(code, "base64url")).toHaveLength(32);
});

test("the code is exchanged for a session that is not the code, and another one each time", () => {
  const gate = new Gate();
  const sessions = [enter(gate), enter(gate), enter(gate, ` ${gate.code}\n`)];
  expect(new Set([...sessions, gate.code]).size).toBe(4);
  expect(sessions.map((session) => gate.knows(session))).toEqual([true, true, true]);
});

test.each([
  { name: "nothing", code: () => "" },
  { name: "a part of it", code: (code: string) => code.slice(0, -1) },
  { name: "more than it", code: (code: string) => `${code}A` },
  { name: "other letters", code: (code: string) => code.toUpperCase() + code.toLowerCase() },
  { name: "another code of its length", code: () => new Gate().code },
  { name: "a megabyte", code: () => "A".repeat(2 ** 20) },
])("$name is a wrong code, and no session", ({ code }) => {
  const gate = new Gate();
  expect(gate.attempt(code(gate.code))).toEqual({ kind: "wrong" });
  expect(gate.knows(code(gate.code))).toBe(false);
});

test("neither the code nor a session of another process is a session", () => {
  const gate = new Gate();
  expect([gate.code, enter(new Gate()), ""].map((session) => gate.knows(session))).toEqual([false, false, false]);
});

test("wrong codes are limited by count, and the right one is taken all the same", () => {
  let now = 0;
  const gate = new Gate(() => now);
  const wrong = (): string => gate.attempt("wrong").kind;
  expect(Array.from({ length: 12 }, wrong)).toEqual([...Array<string>(10).fill("wrong"), "too-many", "too-many"]);
  expect(gate.attempt(gate.code).kind).toBe("entered");
  now += 5_999;
  expect(wrong()).toBe("too-many");
  now += 1;
  expect([wrong(), wrong()]).toEqual(["wrong", "too-many"]);
  now += 3_600_000;
  expect(Array.from({ length: 11 }, wrong).filter((kind) => kind === "wrong")).toHaveLength(10);
});

test("sessions are bounded: the one that was used longest ago ends", () => {
  const gate = new Gate(stopped);
  const first = enter(gate);
  const second = enter(gate);
  expect(gate.knows(first)).toBe(true);
  for (let n = 0; n < 99; n++) enter(gate);
  expect([gate.knows(first), gate.knows(second)]).toEqual([true, false]);
});

test("the ticket for our own browser is good once, and only the newest", () => {
  const gate = new Gate(stopped);
  const old = gate.ticket();
  const ticket = gate.ticket();
  expect(ticket).not.toBe(gate.code);
  expect([old, ticket, ticket].map((code) => gate.attempt(code).kind)).toEqual(["wrong", "entered", "wrong"]);
  expect(gate.attempt(gate.code).kind).toBe("entered");
});
