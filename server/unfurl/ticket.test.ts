import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { isGood, ticketFor } from "./ticket.ts";

const secret = randomBytes(32);
const now = Date.parse("2026-04-16T02:13:40Z");
const HOUR = 3_600_000;
const ticket = ticketFor("snapshot hash", secret, now);

test.each([
  { name: "at once", at: now, good: true },
  { name: "a day later", at: now + 24 * HOUR, good: true },
  { name: "after the hour that follows the day", at: now + 25 * HOUR, good: false },
])("it is good $name: $good", ({ at, good }) => expect(isGood(ticket, "snapshot hash", secret, at)).toBe(good));

test("within an hour it is the same", () => {
  expect(ticketFor("snapshot hash", secret, now + 20 * 60_000)).toEqual(ticket);
  expect(ticketFor("snapshot hash", secret, now + HOUR)).not.toEqual(ticket);
});

test.each([
  { name: "another picture", good: isGood(ticket, "snapshot other", secret, now) },
  { name: "a longer time", good: isGood({ ...ticket, until: ticket.until + HOUR }, "snapshot hash", secret, now) },
  { name: "no signature", good: isGood({ ...ticket, signature: "" }, "snapshot hash", secret, now) },
  { name: "no time", good: isGood({ ...ticket, until: NaN }, "snapshot hash", secret, now) },
  { name: "another's secret", good: isGood(ticketFor("snapshot hash", randomBytes(32), now), "snapshot hash", secret, now) },
])("it is not good for $name", ({ good }) => expect(good).toBe(false));
