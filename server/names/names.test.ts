import { beforeEach, describe, expect, test } from "vitest";
import { Script } from "./ask.fixture.ts";
import { Names } from "./names.ts";
import { VirtualTime } from "#apiserver/virtualtime.ts";

const STRIPE = "api.stripe.com";
const SLACK = "hooks.slack.com";

let time: VirtualTime;
let resolver: Script;
let names: Names;
let changes: number;
beforeEach(() => {
  time = new VirtualTime(Date.UTC(2026, 3, 16, 2, 13));
  resolver = new Script(time, { [STRIPE]: "203.0.113.4", [SLACK]: "198.51.100.20" });
  names = new Names(resolver.ask, time);
  changes = 0;
  names.onChange(() => changes++);
});

const known = (): Readonly<Record<string, string>> =>
  Object.fromEntries([...names.known].map(([host, said]) => [host, `${said.kind === "resolved" ? said.addresses.map(({ text }) => text).join(" ") : said.why} ${said.at.slice(14, 19)}`]));

describe("wanted names are kept looked up", () => {
  test("with the answer's time; many first answers are one change", async () => {
    names.want([STRIPE, SLACK, "gone.example"]);
    await time.advance(99);
    expect(changes).toBe(0);
    await time.advance(1);
    expect(changes).toBe(1);
    expect(known()).toEqual({ [STRIPE]: "203.0.113.4 13:00", [SLACK]: "198.51.100.20 13:00", "gone.example": "no-such-name 13:00" });
  });

  test("again when the TTL ends; the same answer moves the time and is no change", async () => {
    names.want([STRIPE]);
    await time.advance(60_000);
    expect([known(), changes]).toEqual([{ [STRIPE]: "203.0.113.4 14:00" }, 1]);
  });

  test.each([
    { name: "another address is a change", says: "203.0.113.5", expected: "203.0.113.5 14:00" },
    { name: "a name that is gone is a change, and its addresses go", says: "no-such-name", expected: "no-such-name 14:00" },
    { name: "a resolver that fails is a change: what it said is over", says: "server-failed", expected: "server-failed 14:00" },
  ])("$name", async ({ says, expected }) => {
    names.want([STRIPE]);
    await time.advance(59_000);
    resolver.says.set(STRIPE, says);
    await time.advance(1_100);
    expect([known(), changes]).toEqual([{ [STRIPE]: expected }, 2]);
  });

  test("addresses in another order are no change", async () => {
    resolver.says.set(STRIPE, "203.0.113.4 203.0.113.5");
    names.want([STRIPE]);
    await time.advance(1_000);
    resolver.says.set(STRIPE, "203.0.113.5 203.0.113.4");
    await time.advance(60_000);
    expect([resolver.asked.length, changes]).toEqual([2, 1]);
  });

  test("one that is no longer wanted is forgotten and not asked for again; the others go on", async () => {
    names.want([STRIPE, SLACK]);
    await time.advance(1_000);
    names.want([SLACK]);
    expect(known()).toEqual({ [SLACK]: "198.51.100.20 13:00" });
    await time.advance(60_000);
    expect(resolver.asked).toEqual([STRIPE, SLACK, SLACK]);
  });

  test("one that is no longer wanted before its answer comes does not come back with it", async () => {
    resolver.takes = 500;
    names.want([STRIPE]);
    await time.advance(100);
    names.want([]);
    await time.advance(120_000);
    expect([known(), resolver.asked, changes]).toEqual([{}, [STRIPE], 0]);
  });

  test("a map that was handed out stays as it is", async () => {
    names.want([STRIPE]);
    await time.advance(1_000);
    const before = names.known;
    expect(names.known).toBe(before);
    names.want([]);
    expect([before.size, names.known.size]).toEqual([1, 0]);
  });
});

test("names of the cluster's own domain, single labels and addresses are never sent out", async () => {
  const own = ["web", "web.shop.svc", "web.shop.svc.cluster.local", "10-0-0-1.shop.pod.cluster.local", "localhost", "a.localhost", "203.0.113.4", "2001:db8::4", "1.2.3", "", "api..example", "a b.example", "API.example", `${"a".repeat(64)}.example`, `${"a.".repeat(126)}ex`];
  names.want(own);
  expect(await Promise.all(own.map((host) => names.lookUp(host)))).toEqual(own.map(() => undefined));
  await time.advance(1_000);
  expect([resolver.asked, known()]).toEqual([[], {}]);
});

describe("a question", () => {
  test("gets the answer that is kept", async () => {
    names.want([STRIPE]);
    await time.advance(30_000);
    expect(await names.lookUp(STRIPE)).toMatchObject({ kind: "resolved", at: "2026-04-16T02:13:00Z" });
    expect(resolver.asked).toEqual([STRIPE]);
  });

  test("has a name looked up that nobody wants, once: it is not kept up", async () => {
    expect(await names.lookUp("gone.example")).toMatchObject({ kind: "unresolved", why: "no-such-name", by: ["10.0.0.2"] });
    await time.advance(3_600_000);
    expect([resolver.asked, known(), changes]).toEqual([["gone.example"], {}, 0]);
  });

  test("does not wait behind a thousand names and a silent resolver", async () => {
    resolver.takes = 5_000;
    names.want(Array.from({ length: 1_000 }, (_, i) => `${i}.wanted.example`));
    await time.advance(1);
    const answered = names.lookUp("999.wanted.example");
    await time.advance(5_000);
    expect(await Promise.race([answered, Promise.resolve("still waiting")])).toMatchObject({ kind: "unresolved" });
  });
});

test("sixteen at a time for what is wanted, sixteen for questions", async () => {
  resolver.takes = 1_000;
  names.want(Array.from({ length: 100 }, (_, i) => `${i}.wanted.example`));
  await time.advance(1);
  expect(resolver.mostAtOnce).toBe(16);
  const questions = Promise.all(Array.from({ length: 100 }, (_, i) => names.lookUp(`${i}.asked.example`)));
  await time.advance(10_000);
  expect([(await questions).length, names.known.size, resolver.mostAtOnce]).toEqual([100, 100, 32]);
});

test("a thousand names are looked up, in the order of the input; it is told how many are not", async () => {
  names.want(Array.from({ length: 1_200 }, (_, i) => `${i}.wanted.example`));
  await time.advance(1_000);
  expect([names.known.size, names.known.has("999.wanted.example"), names.leftOut]).toEqual([1_000, true, 200]);
});

test("after the stop nobody is asked, nobody is told, and nothing waits", async () => {
  names.want([STRIPE]);
  await time.advance(10);
  names.stop();
  names.want([SLACK]);
  await time.advance(3_600_000);
  expect([resolver.asked, changes, time.sleeping]).toEqual([[STRIPE], 0, 0]);
});
