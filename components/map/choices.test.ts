import { describe, expect, test } from "vitest";
import type { Shown } from "#lib/api/map.ts";
import { START } from "#lib/url/state.ts";
import { askedOf, scopeOf } from "./asked.ts";
import { camOf, viewOf } from "./cam.ts";
import { backFrom, laneOf } from "./back.ts";
import { fittingView, nextView } from "./fitting.ts";
import { heard, verdictsOf } from "./heard.ts";
import { withToggled } from "./levels.ts";
import { nextBlocked } from "./nextblocked.ts";
import { withoutLast } from "./NoMatch.tsx";
import { connection, placedMap } from "./placedmap.fixture.ts";
import { dropsOnly, toggled } from "./shown.ts";

describe("what the server is asked", () => {
  test("of the address only what changes the map", () => {
    const state = { ...START, ns: ["web", "pay"], q: "port:443", sel: "x", cam: "1,0,0", view: "table" as const };
    expect(askedOf(state)).toEqual({ q: "port:443", ns: "web,pay", open: undefined, show: undefined, hide: undefined, focus: undefined, at: undefined });
    expect(scopeOf(askedOf(state))).toBe(scopeOf(askedOf({ ...state, sel: undefined, cam: undefined })));
    expect(scopeOf(askedOf(state))).not.toBe(scopeOf(askedOf({ ...state, open: ["web"] })));
  });
});

describe("kinds of edges", () => {
  const chips = (...on: readonly Shown[]) => (["drops", "watched", "changes", "allowed", "rules", "hubs"] as const).map((show) => ({ show, count: 1, on: on.includes(show) }));
  const none = { show: [], hide: [] };
  test.each([
    { name: "one that is off is shown", kind: "rules", on: ["drops", "allowed"], given: none, is: { show: ["rules"], hide: [] } },
    { name: "one that is on is hidden", kind: "allowed", on: ["drops", "allowed"], given: none, is: { show: [], hide: ["allowed"] } },
    { name: "what was shown is as usual again", kind: "rules", on: ["drops", "rules"], given: { show: ["rules"], hide: [] }, is: none },
    { name: "what was hidden is as usual again", kind: "allowed", on: ["drops"], given: { show: [], hide: ["allowed"] }, is: none },
    { name: "the last one off: the usual ones", kind: "drops", on: ["drops"], given: { show: [], hide: ["allowed", "watched"] }, is: none },
  ] as const)("$name", ({ kind, on, given, is }) => expect(toggled(kind, chips(...on), given)).toEqual(is));

  test("drops alone, and back", () => {
    expect(dropsOnly(chips("drops", "allowed", "watched"))).toEqual({ show: [], hide: ["watched", "allowed"] });
    expect(dropsOnly(chips("drops"))).toEqual(none);
  });
});

describe("levels", () => {
  test.each([
    { name: "open one more of those that are drawn open by themselves", opens: "c", open: [], drawn: ["a", "b"], is: ["a", "b", "c"] },
    { name: "close one of those", opens: "a", open: [], drawn: ["a", "b"], is: ["b"] },
    { name: "close one that was opened, and the pods in it", opens: "a", open: ["a", "b", "a/deploy/x"], drawn: ["a", "b"], is: ["b"] },
    { name: "open where nothing is open", opens: "a", open: [], drawn: [], is: ["a"] },
    { name: "close the last one", opens: "a", open: ["a"], drawn: ["a"], is: ["-"] },
    { name: "open where all were closed", opens: "a", open: ["-"], drawn: [], is: ["a"] },
    { name: "show the pods of a group", opens: "a/deploy/x", open: ["a"], drawn: ["a"], is: ["a", "a/deploy/x"] },
    { name: "and hide them", opens: "a/deploy/x", open: ["a", "a/deploy/x"], drawn: ["a"], is: ["a"] },
  ])("$name", ({ opens, open, drawn, is }) => expect(withToggled(opens, { open }, drawn)).toEqual({ open: is }));
});

describe("the camera", () => {
  test.each(["1,0,0", "0.25,-310,42"])("%s", (cam) => expect(camOf(viewOf(cam))).toBe(cam));
  test("all in sight is nothing in the address", () => expect([camOf(undefined), viewOf(undefined)]).toEqual([undefined, undefined]));
  test("rounded, so that the address stays short", () => expect(camOf({ zoom: 0.33333, x: 12.6, y: -0.2 })).toBe("0.333,13,0"));
});

describe("the view", () => {
  const calm = { asked: undefined, preferred: undefined, chose: false, narrow: false, crowded: false };
  test.each([
    { name: "a picture", given: {}, is: "graph" },
    { name: "narrow: the table", given: { narrow: true }, is: "table" },
    { name: "over budget and about nothing: the table beside the picture", given: { crowded: true }, is: "split" },
    { name: "the link decides over both", given: { asked: "graph", narrow: true, crowded: true }, is: "graph" },
    { name: "a wish decides over the link", given: { asked: "graph", preferred: "table" }, is: "table" },
    { name: "but not over what is chosen now", given: { asked: "graph", preferred: "table", chose: true }, is: "graph" },
  ] as const)("$name", ({ given, is }) => expect(fittingView({ ...calm, ...given })).toBe(is));
  test("t goes around", () => expect([nextView("graph"), nextView("split"), nextView("table")]).toEqual(["split", "table", "graph"]));
});

describe("steps", () => {
  test.each([
    { name: "from a connection to the node it was found at", from: { sel: "a~b~443-tcp", focus: "a" }, is: { sel: "a", focus: "a" } },
    { name: "from a node to the map", from: { sel: "a", focus: "a" }, is: { sel: undefined, focus: undefined } },
    { name: "from a connection to the map", from: { sel: "a~b~443-tcp", focus: undefined }, is: { sel: undefined, focus: undefined } },
    { name: "from the fan to the map", from: { sel: undefined, focus: "a" }, is: { sel: undefined, focus: undefined } },
    { name: "from the start nowhere", from: { sel: undefined, focus: undefined }, is: undefined },
  ])("back $name", ({ from, is }) => expect(backFrom(from)).toEqual(is));

  const [ONE, TWO, GOOD] = [connection("a/deploy/b", "dns:one", { verdict: "deny" }), connection("a/deploy/b", "dns:two", { verdict: "partial" }), connection("a/deploy/b", "dns:good")];
  test.each([
    { name: "the first", selected: undefined, step: 1, is: ONE.id },
    { name: "the next", selected: ONE.id, step: 1, is: TWO.id },
    { name: "around the end", selected: TWO.id, step: 1, is: ONE.id },
    { name: "backwards from nothing: the last", selected: undefined, step: -1, is: TWO.id },
    { name: "around the beginning", selected: ONE.id, step: -1, is: TWO.id },
    { name: "from what is not blocked", selected: GOOD.id, step: 1, is: ONE.id },
  ] as const)("$name", ({ selected, step, is }) => expect(nextBlocked([ONE, GOOD, TWO], selected, step)?.id).toBe(is));
  test("nothing is blocked", () => expect([nextBlocked([GOOD], undefined, 1), nextBlocked([], undefined, -1)]).toEqual([undefined, undefined]));

  test("the lane tells what is selected, else the only one that is blocked", () => {
    const [both, single] = [placedMap({ connections: [ONE, TWO, GOOD] }), placedMap({ connections: [ONE, GOOD] })];
    expect(laneOf(both, GOOD.id, false)).toEqual({ connection: GOOD, unasked: false });
    expect(laneOf(both, undefined, false)).toBeUndefined();
    expect(laneOf(single, undefined, false)).toEqual({ connection: ONE, unasked: true });
    expect(laneOf(single, undefined, true)).toBeUndefined();
    expect(laneOf(single, "a/deploy/b", false)).toBeUndefined();
  });
});

describe("what was chosen last is taken back", () => {
  test.each([
    { name: "a term of the filter", given: { q: "ns:web verdict:blocked", ns: ["pay"] }, is: { q: "ns:web" } },
    { name: "a namespace", given: { q: "", ns: ["pay", "web"] }, is: { q: "", ns: ["pay"] } },
  ])("$name", ({ given, is }) => expect(withoutLast(given)).toEqual(is));
});

describe("what is told of changes", () => {
  const of = (...verdicts: readonly ("allow" | "deny" | "partial" | "unknown")[]) => verdictsOf(verdicts.map((verdict, index) => connection("a/deploy/b", `dns:${String(index)}`, { verdict })));
  test.each([
    { was: of("allow", "allow", "deny"), is: of("deny", "deny", "deny"), says: "2 connections became blocked" },
    { was: of("deny", "allow"), is: of("allow", "unknown"), says: "1 connection became impossible to tell, 1 connection became allowed" },
    { was: of("allow"), is: of("allow", "deny", "allow"), says: "1 new connection is blocked" },
    { was: of("allow", "partial"), is: of("allow"), says: "1 blocked connection is gone" },
    { was: of("allow", "deny"), is: of("allow", "deny"), says: "" },
  ])("$says", ({ was, is, says }) => expect(heard(was, is)).toBe(says));
});
