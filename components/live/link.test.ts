import { expect, test } from "vitest";
import { type Heard, type Known, NOTHING_HEARD, after, retryWait, taken } from "./link.ts";

const live: Known = { link: { kind: "live" }, revisions: { a: 3 } };
const lost: Known = { link: { kind: "lost", since: 100, retryAt: 2_100 }, revisions: { a: 3 } };

test.each<{ name: string; before: Known; heard: Heard; then: Known }>([
  { name: "an open connection is live", before: NOTHING_HEARD, heard: { kind: "open" }, then: { link: { kind: "live" }, revisions: {} } },
  { name: "each cluster has its own revision", before: live, heard: { kind: "revision", cluster: "b", revision: 7 }, then: { ...live, revisions: { a: 3, b: 7 } } },
  { name: "a server that counts anew is believed", before: live, heard: { kind: "revision", cluster: "a", revision: 1 }, then: { ...live, revisions: { a: 1 } } },
  { name: "what is lost keeps what was known", before: live, heard: { kind: "lost", at: 100, retryAt: 2_100 }, then: lost },
  { name: "what stays lost was lost the first time", before: lost, heard: { kind: "lost", at: 2_200, retryAt: 6_200 }, then: { ...lost, link: { kind: "lost", since: 100, retryAt: 6_200 } } },
])("$name", ({ before, heard, then }) => expect(after(before, heard)).toMatchObject(then));

test("nothing new is the same object, so that nobody draws it again", () => {
  expect(after(live, { kind: "open" })).toBe(live);
  expect(after(live, { kind: "revision", cluster: "a", revision: 3 })).toBe(live);
});

test("a connection that comes back is counted, whoever holds it", () => {
  const gone = taken({ ...NOTHING_HEARD, ...live }, lost);
  expect([gone.returns, taken(gone, live).returns, taken(taken(gone, live), live).returns]).toEqual([0, 1, 1]);
});

test.each([
  { first: 1_000, waits: [1_000, 2_000, 4_000, 8_000, 16_000, 30_000] },
  { first: 10_000, waits: [10_000, 20_000, 30_000, 30_000, 30_000, 30_000] },
])("each wait is twice the one before, up to half a minute; the first is $first ms", ({ first, waits }) => {
  expect([0, 1, 2, 3, 4, 9].map((failures) => retryWait(failures, first))).toEqual(waits);
});
