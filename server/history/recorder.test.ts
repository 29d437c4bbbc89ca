import { beforeEach, describe, expect, test, vi } from "vitest";
import { namespace, pod, policy } from "#lib/check/fixture.ts";
import { VirtualTime } from "#apiserver/virtualtime.ts";
import { type Database, StoreFault, type Row, type Statements, type Value } from "../store/database.ts";
import { FailingDatabase } from "../store/failing.fixture.ts";
import { openDatabase } from "../store/open.ts";
import { STORE_KINDS, emptyStore } from "../store/stores.fixture.ts";
import type { StoreWish } from "../store/wish.ts";
import { History } from "./history.ts";
import { GivenSource, Recording } from "./recorded.fixture.ts";

const lines = vi.hoisted((): string[] => []);
vi.mock("../log.ts", () => ({ log: (_: string, event: string, { kind }: { readonly kind?: string } = {}) => lines.push(`${event}: ${kind ?? ""}`) }));
beforeEach(() => lines.splice(0));

const WEB = pod("a/web", { ip: "10.0.0.1" });
const CLOSED = policy("a/closed", "podSelector: {}, policyTypes: [Egress]");
const OPEN_TO_ALL = policy("a/closed", "podSelector: {}, policyTypes: [Egress], egress: [{}]");

/** A store whose end this process does not live to see, or that comes back. */
class MortalDatabase implements Database {
  readonly kind: Database["kind"];
  readonly durable: boolean;
  readonly #inner: Database;
  #isDead = false;

  constructor(inner: Database) {
    this.kind = inner.kind;
    this.durable = inner.durable;
    this.#inner = inner;
  }

  die(): void {
    this.#isDead = true;
  }

  revive(): void {
    this.#isDead = false;
  }

  async query(sql: string, ...values: readonly Value[]): Promise<readonly Row[]> {
    if (this.#isDead) throw new StoreFault("absent");
    return this.#inner.query(sql, ...values);
  }

  async transaction<T>(work: (statements: Statements) => Promise<T>): Promise<T> {
    if (this.#isDead) throw new StoreFault("absent");
    return this.#inner.transaction(work);
  }

  close(): Promise<void> {
    return this.#inner.close();
  }
}

describe.each(STORE_KINDS)("on %s", (kind) => {
  test("each state is found again, at its time and until the next one", async () => {
    const recording = new Recording(await emptyStore(kind), new GivenSource(WEB, namespace("a")));
    await recording.until(async () => (await recording.times()).length === 1);
    const [begins = 0] = await recording.times();
    const closed = await recording.become(WEB, namespace("a"), CLOSED);
    const open = await recording.become(WEB, namespace("a"), OPEN_TO_ALL);
    const gone = await recording.become(WEB, namespace("a"));
    expect(await recording.times()).toEqual([gone, open, closed, begins]);
    expect(await Promise.all([begins - 1, begins, closed - 1, closed, open - 1, open, gone].map((at) => recording.verdictAt(at)))).toEqual([
      expect.stringContaining("no longer stored"), "allow", "allow", "deny", "deny", "allow", "allow",
    ]);
    const revisions = await recording.history.revisions(0, gone, 10);
    expect(revisions.map(({ changes }) => changes.map(({ object, before, after }) => [object, before !== undefined, after !== undefined]))).toEqual([
      [["networking.k8s.io/NetworkPolicy/a/closed", true, false]], [["networking.k8s.io/NetworkPolicy/a/closed", true, true]], [["networking.k8s.io/NetworkPolicy/a/closed", false, true]],
    ]);
  });

  test.each(["\\0", "\\ud800"])("an object whose name no store keeps, with %s, is written too, and once", async (sign) => {
    const source = new GivenSource(WEB, `{apiVersion: example.org/v1, kind: Thing, metadata: {namespace: a, name: "x${sign}y"}}`);
    const wish = await emptyStore(kind);
    const recording = new Recording(wish, source);
    await recording.until(async () => (await recording.times()).length === 1);
    await recording.recorder.close();
    const again = new Recording(wish, source);
    await again.beat();
    expect([...(await again.history.newest()).keys()]).toContain("example.org/Thing/a/x\ufffdy");
    expect(await again.history.revisions(0, Number.MAX_SAFE_INTEGER, 10)).toEqual([]);
  });

  test("what is said again is not written again", async () => {
    const source = new GivenSource(WEB);
    const recording = new Recording(await emptyStore(kind), source);
    await recording.until(async () => (await recording.times()).length === 1);
    source.become(WEB);
    const at = await recording.become(WEB, CLOSED);
    expect(await recording.times()).toHaveLength(2);
    expect((await recording.times())[0]).toBe(at);
  });

  test("a restart writes only what became different, and tells when nobody watched", async () => {
    const wish = await emptyStore(kind);
    const time = new VirtualTime();
    const first = new Recording(wish, new GivenSource(WEB, CLOSED), { time });
    await first.until(async () => (await first.times()).length === 1);
    await first.recorder.close();
    const left = time.wall();
    await time.advance(3_600_000);
    const second = new Recording(wish, new GivenSource(WEB, OPEN_TO_ALL), { time });
    await second.until(async () => (await second.times()).length === 2);
    const [back = 0, begins = 0] = await second.times();
    expect(await second.history.gaps(0, time.wall())).toEqual([{ from: left, until: back }]);
    expect(await Promise.all([begins, left, left + 60_000, back].map((at) => second.verdictAt(at)))).toEqual(["deny", "deny", expect.stringMatching(/^Nobody watched between .* and .*\.$/), "allow"]);
    expect((await second.history.revisions(0, back, 10)).map(({ changes }) => changes.map(({ object }) => object))).toEqual([["networking.k8s.io/NetworkPolicy/a/closed"]]);
  });

  test("after a crash the gap is what lies between the last sign of life and the start", async () => {
    const wish = await emptyStore(kind);
    const time = new VirtualTime();
    const database = new MortalDatabase(openDatabase(wish));
    const first = new Recording(wish, new GivenSource(WEB, CLOSED), { time, database });
    await first.until(async () => (await first.times()).length === 1);
    const alive = await first.beat();
    database.die();
    await time.advance(120_000);
    const second = new Recording(wish, new GivenSource(WEB, CLOSED), { time });
    await second.until(async () => (await second.history.gaps(0, time.wall())).some(({ until }) => until < time.wall()));
    const [gap] = await second.history.gaps(0, time.wall());
    expect(gap?.from).toBe(alive);
    expect(gap?.until).toBeGreaterThan(alive + 119_000);
    // Nothing was different: there is a gap, and no change.
    expect(await second.times()).toHaveLength(1);
  });

  test("two write one history: once, and the other goes on when the first is killed", async () => {
    const wish = await emptyStore(kind);
    const time = new VirtualTime();
    const [one, other] = [new GivenSource(WEB), new GivenSource(WEB)];
    const database = new MortalDatabase(openDatabase(wish));
    const first = new Recording(wish, one, { time, holder: "first", database });
    await first.until(async () => (await first.times()).length === 1);
    const second = new Recording(wish, other, { time, holder: "second" });
    const both = async (...documents: readonly string[]): Promise<number> => {
      other.become(...documents);
      return first.become(...documents);
    };
    const closed = await both(WEB, CLOSED);
    // The store answers in time of its own: a minute at once would outrun the beats of the holder.
    for (let second = 0; second < 60; second++) {
      await time.advance(1_000);
      await first.times();
    }
    expect(await second.times()).toHaveLength(2);
    database.die();
    other.become(WEB, OPEN_TO_ALL);
    await second.until(async () => (await second.times()).length === 3);
    const [open = 0, before] = await second.times();
    expect(before).toBe(closed);
    expect(await Promise.all([closed, open].map((at) => second.verdictAt(at)))).toEqual(["deny", "allow"]);
    expect((await second.history.gaps(0, time.wall())).map(({ until }) => until)).toEqual([open]);
    const later = await second.become(WEB);
    expect((await second.times())[0]).toBe(later);
  });

  test("what is older than the days that are kept is forgotten, but for how it was then", async () => {
    const recording = new Recording(await emptyStore(kind), new GivenSource(WEB), { days: 1 });
    await recording.until(async () => (await recording.times()).length === 1);
    const closed = await recording.become(WEB, CLOSED);
    const relabelled = await recording.become(WEB, CLOSED, namespace("a", "team: shop"));
    await recording.time.advance(20 * 3_600_000);
    const open = await recording.become(WEB, OPEN_TO_ALL);
    await recording.time.advance(6 * 3_600_000);
    await recording.until(async () => (await recording.history.begins() ?? 0) > relabelled);
    const begins = (await recording.history.begins()) ?? 0;
    expect(await recording.times()).toEqual([open, begins]);
    expect(await Promise.all([closed, relabelled, begins, open].map((at) => recording.verdictAt(at)))).toEqual([expect.stringContaining("no longer stored"), expect.stringContaining("no longer stored"), "deny", "allow"]);
    expect(await recording.history.flips([closed])).toEqual(new Map());
    const later = await recording.become(WEB, CLOSED);
    expect(await recording.history.gaps(0, later)).toEqual([]);
  });

  test.each([
    { name: "changed", sql: "UPDATE body SET content = '{}' WHERE content LIKE '%NetworkPolicy%'" },
    { name: "cut", sql: "UPDATE body SET content = 'z' WHERE content LIKE '%NetworkPolicy%'" },
    { name: "lost", sql: "DELETE FROM body WHERE content LIKE '%NetworkPolicy%'" },
  ])("of a state of which a part is $name nothing is told, and the writing goes on", async ({ sql }) => {
    const source = new GivenSource(WEB);
    const wish = await emptyStore(kind);
    const recording = new Recording(wish, source);
    await recording.until(async () => (await recording.times()).length === 1);
    const closed = await recording.become(WEB, CLOSED);
    await recording.recorder.close();
    const database = openDatabase(wish);
    await database.query(sql);
    await database.close();
    source.become(WEB, OPEN_TO_ALL);
    const again = new Recording(wish, source, { time: recording.time });
    const begins = (await again.history.begins()) ?? 0;
    await again.until(async () => (await again.verdictAt(again.time.wall())) === "allow");
    expect([await again.verdictAt(begins), await again.verdictAt(closed)]).toEqual(["allow", "the store is damaged"]);
  });

  test("a Cluster object whose stored text is damaged is written anew", async () => {
    const source = new GivenSource(WEB);
    const wish = await emptyStore(kind);
    const recording = new Recording(wish, source);
    await recording.until(async () => (await recording.times()).length === 1);
    await recording.recorder.close();
    const database = openDatabase(wish);
    await database.query("UPDATE body SET content = 'z' WHERE content LIKE '%\"Cluster\"%'");
    await database.close();
    const again = new Recording(wish, source, { time: recording.time });
    await again.until(async () => (await again.verdictAt(again.time.wall())) === "allow");
    expect((await again.times()).length).toBe(2);
  });

  test("spans of clocks that differ or went back are forgotten like others", async () => {
    const database = openDatabase(await emptyStore(kind));
    await database.query("INSERT INTO recording (cluster, from_at, until_at) VALUES ('c', 10, 90), ('c', 100, 5000), ('c', 200, 6000), ('c', 7000, 8000)");
    const history = new History(database, "c", () => 100_000);
    await history.prune(1_000);
    expect(await history.watched()).toEqual([{ from: 1_000, until: 6_000 }, { from: 7_000, until: 8_000 }]);
    await history.prune(6_500);
    expect(await history.watched()).toEqual([{ from: 7_000, until: 8_000 }]);
    await database.close();
  });

  test("what was heard last and could not be written any more is not told as watched", async () => {
    const source = new GivenSource(WEB);
    const recording = new Recording(await emptyStore(kind), source);
    await recording.until(async () => (await recording.times()).length === 1);
    await recording.beat();
    const heard = recording.time.wall();
    source.ready = false;
    source.become(WEB, CLOSED);
    await recording.time.advance(1_000);
    await recording.recorder.close();
    await recording.time.advance(60_000);
    expect([await recording.verdictAt(heard - 1), await recording.verdictAt(heard + 500)]).toEqual(["allow", expect.stringContaining("watched")]);
  });

  test("a store that is away keeps nobody waiting; what was missed is compared when it is back, and the gap is told", async () => {
    const wish = await emptyStore(kind);
    const source = new GivenSource(WEB);
    const database = new MortalDatabase(openDatabase(wish));
    const recording = new Recording(wish, source, { database });
    await recording.until(async () => (await recording.times()).length === 1);
    database.die();
    const away = recording.time.wall();
    for (let n = 0; n < 100; n++) {
      source.become(WEB, n % 2 === 0 ? CLOSED : OPEN_TO_ALL, namespace("a", `n: n${n}`));
      await recording.time.advance(700);
    }
    database.revive();
    await recording.until(async () => (await recording.times()).length === 2);
    const [back = 0] = await recording.times();
    const revisions = await recording.history.revisions(0, back, 10);
    expect(revisions.map(({ changes }) => changes.map(({ object }) => object))).toEqual([["/Namespace//a", "networking.k8s.io/NetworkPolicy/a/closed"]]);
    expect(await recording.verdictAt(back)).toBe("allow");
    const gaps = await recording.history.gaps(0, back);
    expect(lines.filter((line) => line.startsWith("the history"))).toEqual(["the history is not written: absent"]);
    expect(gaps).toEqual([{ from: expect.toSatisfy((from: number) => from <= away), until: back }]);
  });

  test("a store that fails at any one point loses nothing that it had, and has all of what it has of one revision", async () => {
    const count = await passedOn(await emptyStore(kind), Infinity);
    // The other database differs in nothing but its speed: each of its points is one of SQLite's.
    const points = kind === "sqlite" ? count : 12;
    expect(count).toBeGreaterThanOrEqual(points);
    for (let at = 1; at <= points; at++) await passedOn(await emptyStore(kind), at);
  });
});

/** Writes three states into a store that fails at this point, and looks whether all is there. @returns how many points there were */
async function passedOn(wish: StoreWish, at: number): Promise<number> {
  const database = new FailingDatabase(openDatabase(wish), at);
  const source = new GivenSource(WEB);
  const recording = new Recording(wish, source, { database, seen: openDatabase(wish) });
  for (const [number, documents] of [[WEB], [WEB, CLOSED], [WEB]].entries()) {
    if (number > 0) source.become(...documents);
    await recording.until(async () => (await recording.times()).length === number + 1);
    await recording.beat();
  }
  const written = (await recording.times()).toReversed();
  expect([at, await Promise.all(written.map((time) => recording.verdictAt(time)))]).toEqual([at, ["allow", "deny", "allow"]]);
  // What came before the failure was waited out is told with a gap, of no more than that.
  const gaps = await recording.history.gaps(0, recording.time.wall());
  expect([at, gaps.filter(({ from, until }) => until - from > 15_000)]).toEqual([at, []]);
  return database.passed;
}
