import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConnectionRow } from "#lib/api/connections.ts";
import { type Order, type Place, WORST_FIRST, orderOf, orderText, sorted } from "./order.ts";
import { pageAfter, readPlace } from "./page.ts";
import { orders, row, rows } from "./row.fixture.ts";

const limit = fc.integer({ min: 1, max: 7 });

/** All pages, one after the other. @param at the rows as they are when a page is asked for */
function paged(at: (page: number) => readonly ConnectionRow[], order: Order, limit: number): readonly ConnectionRow[] {
  const told: ConnectionRow[] = [];
  let after: Place | undefined;
  for (let page = 0; page === 0 || after !== undefined; page += 1) {
    const { rows: shown, next } = pageAfter(at(page), order, after, limit);
    expect(shown.length).toBeLessThanOrEqual(limit);
    told.push(...shown);
    after = next === undefined ? undefined : readPlace(next, order);
    if (next !== undefined) expect(after).toBeDefined();
  }
  return told;
}

test("all pages together are the sorted whole", () => {
  fc.assert(fc.property(rows, orders, limit, (given, order, limit) => void expect(paged(() => given, order, limit)).toEqual(sorted(given, order))));
});

test("what stays is told once, whatever comes, goes and changes between two pages", () => {
  const changes = fc.array(fc.record({ gone: fc.array(fc.nat({ max: 40 })), others: rows }), { maxLength: 12 });
  fc.assert(
    fc.property(rows, orders, limit, changes, (first, order, limit, later) => {
      const states: (readonly ConnectionRow[])[] = [first];
      for (const { gone, others } of later) {
        const left = (states.at(-1) ?? []).filter((_, index) => !gone.includes(index));
        states.push([...left, ...others.filter(({ id }) => !left.some((one) => one.id === id))]);
      }
      const told = paged((page) => states[Math.min(page, states.length - 1)] ?? [], order, limit);
      for (const one of first.filter((candidate) => states.every((state) => state.includes(candidate)))) expect(told.filter((other) => other === one)).toHaveLength(1);
    }),
  );
});

test("the order does not depend on how the rows came", () => {
  fc.assert(fc.property(rows, orders, (given, order) => void expect(sorted([...given].reverse(), order)).toEqual(sorted(given, order))));
});

describe("orders", () => {
  const allowed = row({ from: "a/deploy/a" });
  const blocked = row({ from: "a/deploy/z", verdict: "deny", changedAt: "2026-04-16T02:08:51.000Z" });
  const later = row({ from: "a/deploy/m", verdict: "deny", side: "ingress", blockedBy: [], changedAt: "2026-04-16T02:13:40.000Z", port: 8443 });
  const watched = row({ from: "a/deploy/q", verdict: "deny", watched: "payments" });
  test.each([
    { name: "worst first, watched ones before others", sort: undefined, is: "q m z a" },
    { name: "by name", sort: "from", is: "a m q z" },
    { name: "by name, the other way round", sort: "-from", is: "z q m a" },
    { name: "equal ones worst first, in both directions", sort: "to", is: "q m z a" },
    { name: "equal ones worst first, in both directions", sort: "-to", is: "q m z a" },
    { name: "a number as a number", sort: "port", is: "q z a m" },
    { name: "by verdict from the best", sort: "-verdict", is: "a q m z" },
    { name: "without a time last", sort: "changed", is: "z m q a" },
    { name: "newest first, without a time last", sort: "-changed", is: "m z q a" },
    { name: "without a side last", sort: "-side", is: "m q z a" },
    { name: "without policies last", sort: "policies", is: "q z m a" },
  ])("$name: $sort", ({ sort, is }) => {
    const order = orderOf(sort);
    expect(order && sorted([allowed, blocked, later, watched], order).map(({ fromTitle }) => fromTitle).join(" ")).toBe(is);
    expect(order && orderText(order)).toBe(sort);
  });
  test("there is no such column", () => expect(orderOf("drops")).toBeUndefined());
});

describe("what no page said", () => {
  test.each(["", "[", "{}", "[1]", '["from",1]', "[null]", '[0,1,"a","b",443,"id"]', '["",0,0,"a","b","443","id"]', '["",0,1,"a","b",443,"id",7]', '["port",0,1,"a","b",443,"id"]'])("%s", (text) => expect(readPlace(text, WORST_FIRST)).toBeUndefined());
  test("nor what another order said", () => {
    const byPort: Order = { column: "port", descending: false };
    const { next = "" } = pageAfter([row(), row({ port: 80 })], byPort, undefined, 1);
    expect(readPlace(next, byPort)?.slice(0, 3)).toEqual([0, 80, "TCP"]);
    for (const order of [WORST_FIRST, { ...byPort, descending: true }, { column: "verdict", descending: false } as const]) expect(readPlace(next, order)).toBeUndefined();
  });
});
