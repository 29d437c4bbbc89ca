import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { Gate } from "./gate.ts";
import { SignedSessions } from "./signed.ts";

const key = randomBytes(32);
const HOUR = 3_600_000;

function session(gate: Gate): string {
  const attempt = gate.attempt(gate.code);
  if (attempt.kind !== "entered") throw new Error(attempt.kind);
  return attempt.session;
}

test("whoever entered at one replica has entered at the other, and each has a code of its own", () => {
  const [here, there] = [new Gate(), new Gate()];
  for (const gate of [here, there]) gate.share(new SignedSessions(key, Date.now));
  expect(there.knows(session(here))).toBe(true);
  expect(there.attempt(here.code).kind).toBe("wrong");
});

test("who entered before there was a key stays in, where he entered", () => {
  const [here, there] = [new Gate(), new Gate()];
  const early = session(here);
  for (const gate of [here, there]) gate.share(new SignedSessions(key, Date.now));
  expect([here.knows(early), there.knows(early)]).toEqual([true, false]);
});

test("a session ends after twelve hours", () => {
  let now = 1_776_000_000_000;
  const sessions = new SignedSessions(key, () => now);
  const begun = sessions.begin();
  now += 12 * HOUR - 1;
  expect(sessions.knows(begun)).toBe(true);
  now += 1;
  expect(sessions.knows(begun)).toBe(false);
});

const begun = new SignedSessions(key, Date.now).begin();
const [until = "", random = "", signature = ""] = begun.split(".");
test.each([
  { name: "nothing", forged: "" },
  { name: "another end", forged: `${(parseInt(until, 36) + HOUR).toString(36)}.${random}.${signature}` },
  { name: "another random part", forged: `${until}.${random.slice(0, -1)}${random.endsWith("A") ? "Q" : "A"}.${signature}` },
  { name: "no signature", forged: `${until}.${random}.` },
  { name: "a signature by another key", forged: new SignedSessions(randomBytes(32), Date.now).begin() },
  { name: "something behind it", forged: `${begun}A` },
  { name: "a megabyte", forged: "a.".repeat(2 ** 19) },
])("$name is no session", ({ forged }) => {
  const sessions = new SignedSessions(key, Date.now);
  expect([sessions.knows(begun), sessions.knows(forged)]).toEqual([true, false]);
});
