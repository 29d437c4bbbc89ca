import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { StoreFault, type Database } from "../store/database.ts";
import { FailingDatabase } from "../store/failing.fixture.ts";
import { STORE_KINDS, emptyStore, opened } from "../store/stores.fixture.ts";
import { ALLOWED, BLOCKED, CountingDatabase, DAY, NOW, making, requested, viewerNamed } from "./fixture.ts";
import { isId, sealOf, sha256 } from "./id.ts";
import { list } from "./list.ts";
import { make } from "./make.ts";
import { type Opened, open } from "./open.ts";
import { prune } from "./prune.ts";
import { revoke } from "./revoke.ts";
import { WHOEVER_ENTERED as viewer } from "./viewer.ts";

describe.each(STORE_KINDS)("on %s", (kind) => {
  const store = async (): Promise<Database> => opened(await emptyStore(kind));
  const openAt = (database: Database, id: string, now = NOW): Promise<Opened> => open(database, id, { viewer, now });

  test("a link opens the stored bytes, from every replica, until it ends", async () => {
    const wish = await emptyStore(kind);
    const [one, other] = [opened(wish), opened(wish)];
    const { id, summary } = await make(one, making({ request: requested({ expiry: "24h" }) }));
    expect(isId(id)).toBe(true);
    expect(summary).toEqual({ name: expect.any(String) as string, cluster: "shop", title: "Blocked by default deny", madeAt: "2026-04-16T02:14:00Z", expiresAt: "2026-04-17T02:14:00Z", reason: null });
    expect(await openAt(other, id)).toMatchObject({ kind: "frozen", content: BLOCKED, hash: sha256(BLOCKED) });
    expect(await openAt(other, id, NOW + DAY - 1)).toMatchObject({ kind: "frozen" });
    expect(await openAt(other, id, NOW + DAY)).toEqual({ kind: "absent" });
  });

  test("F45: what one replica revokes is gone on the other at once, and nothing of it is kept", async () => {
    const wish = await emptyStore(kind);
    const [one, other] = [opened(wish), opened(wish)];
    const { id, summary } = await make(one, making());
    expect(await revoke(one, summary.name, { viewer, now: NOW })).toBe(true);
    expect(await openAt(other, id)).toEqual({ kind: "absent" });
    expect(await list(other, { viewer, now: NOW })).toEqual([]);
    expect(await revoke(other, summary.name, { viewer, now: NOW })).toBe(false);
    expect(await one.query("SELECT content, title, provenance FROM frozen")).toEqual([{ content: "", title: "", provenance: "" }]);
  });

  test.each([["24h", DAY], ["7d", 7 * DAY], ["30d", 30 * DAY], ["kept", undefined]] as const)("%s", async (expiry, lifetime) => {
    const { summary } = await make(await store(), making({ request: requested({ expiry, reason: "postmortem 12" }) }));
    expect(summary.expiresAt).toBe(lifetime === undefined ? null : new Date(NOW + lifetime).toISOString().replace(".000", ""));
    expect(summary.reason).toBe("postmortem 12");
  });

  test("the store never holds an id: who reads it can open nothing", async () => {
    const database = await store();
    const { id } = await make(database, making({ key: "k" }));
    expect(JSON.stringify(await database.query("SELECT * FROM frozen"))).not.toContain(id);
    expect(JSON.stringify(await database.query("SELECT * FROM setting"))).not.toContain(id);
  });

  test("a retry with the same key gives the same link, whatever is true by then; another key, question or owner another", async () => {
    const database = await store();
    const first = await make(database, making({ key: "k" }));
    expect(await make(database, making({ key: "k", content: ALLOWED, title: "Allowed", now: NOW + 5_000 }))).toEqual(first);
    expect(await openAt(database, first.id)).toMatchObject({ content: BLOCKED });
    const others = [making({ key: "l" }), making({ key: "k", request: requested({ port: "80" }) }), making({ key: "k", owner: "other" }), making({ key: "k", provenance: { cluster: "other", namespaces: [] } }), making(), making()];
    const ids = await Promise.all(others.map(async (one) => (await make(database, one)).id));
    expect(new Set([first.id, ...ids]).size).toBe(7);
  });

  test("F43: whatever store call fails, the snapshot is absent or whole; whoever tries again gets the link", async () => {
    const counted = new FailingDatabase(await store(), Infinity);
    await make(counted, making({ key: "k" }));
    expect(counted.passed).toBeGreaterThan(4);
    for (let at = 1; at <= counted.passed; at++) {
      const database = await store();
      await expect(make(new FailingDatabase(database, at), making({ key: "k" }))).rejects.toBeInstanceOf(StoreFault);
      const rows = await database.query("SELECT content, content_hash, provenance FROM frozen");
      const { id } = await make(database, making({ key: "k" }));
      for (const row of rows) expect(row).toEqual({ content: BLOCKED, content_hash: sealOf(id, BLOCKED), provenance: '{"cluster":"shop","namespaces":["default"]}' });
      expect(await openAt(database, id)).toMatchObject({ kind: "frozen", content: BLOCKED });
      expect(await database.query("SELECT name FROM frozen")).toHaveLength(1);
    }
  });

  test("F43: whatever store call fails, a link is revoked or it is not", async () => {
    for (let at = 1; at <= 4; at++) {
      const database = await store();
      const { id, summary } = await make(database, making());
      await expect(revoke(new FailingDatabase(database, at), summary.name, { viewer, now: NOW })).rejects.toBeInstanceOf(StoreFault);
      expect((await openAt(database, id)).kind).toBe(at === 4 ? "absent" : "frozen");
    }
  });

  test("signs that no store keeps, in a reason or a title, keep nothing from being shared", async () => {
    const { summary } = await make(await store(), making({ title: "a\0b", request: requested({ expiry: "kept", reason: "c\0d" }) }));
    expect(summary).toMatchObject({ title: "a\ufffdb", reason: "c\ufffdd" });
  });

  test("S22: unknown, expired, revoked and forbidden are one answer by the same store calls", async () => {
    const database = new CountingDatabase(await store());
    const expired = await make(database, making({ request: requested({ expiry: "24h" }) }));
    const revoked = await make(database, making());
    await revoke(database, revoked.summary.name, { viewer, now: NOW });
    const forbidden = await make(database, making({ provenance: { cluster: "shop", namespaces: ["payments"] } }));
    const asked = await Promise.all([randomBytes(32).toString("base64url"), expired.id, revoked.id, forbidden.id].map(async (id) => {
      const before = database.calls.length;
      const answer = await open(database, id, { viewer: viewerNamed("somebody"), now: NOW + 2 * DAY });
      return { answer, calls: database.calls.slice(before, before + 1) };
    }));
    expect(new Set(asked.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(asked[0]?.answer).toEqual({ kind: "absent" });
    expect(database.calls.filter((sql) => sql.startsWith("SELECT expires_at"))).toHaveLength(4);
  });

  test("S24: a view id, another user and another's name revoke nothing; none of them is told that there is one", async () => {
    const database = await store();
    const { id, summary } = await make(database, making());
    const other = viewerNamed("other");
    for (const [name, who] of [[id, viewer], [summary.name, other], ["", viewer], ["%", viewer], ["________________", viewer], [sha256(id), viewer]] as const) expect(await revoke(database, name, { viewer: who, now: NOW })).toBe(false);
    expect(await list(database, { viewer: other, now: NOW })).toEqual([]);
    expect(await openAt(database, id)).toMatchObject({ kind: "frozen" });
  });

  test("S25: what is frozen needs nothing of the present, only the right to have seen it", async () => {
    const database = new CountingDatabase(await store());
    const { id } = await make(database, making());
    database.calls.length = 0;
    expect(await open(database, id, { viewer: viewerNamed("colleague"), now: NOW })).toMatchObject({ kind: "frozen", content: BLOCKED });
    expect(await open(database, id, { viewer: viewerNamed("stranger", []), now: NOW })).toEqual({ kind: "absent" });
    expect(database.calls).toHaveLength(2);
  });

  test("S27, F41: a flipped bit, a row in another's place and a hash made anew are damaged, and the other links are not", async () => {
    const database = await store();
    const [flipped, swapped, forged, whole] = [await make(database, making()), await make(database, making({ content: ALLOWED })), await make(database, making()), await make(database, making())];
    const at = BLOCKED.indexOf("BLOCKED_DEFAULT");
    await database.query("UPDATE frozen SET content = $1 WHERE id_hash = $2", `${BLOCKED.slice(0, at)}BLOCKED_EEFAULT${BLOCKED.slice(at + 15)}`, sha256(flipped.id));
    await database.query("UPDATE frozen SET content = $1, content_hash = $2 WHERE id_hash = $3", BLOCKED, sealOf(whole.id, BLOCKED), sha256(swapped.id));
    await database.query("UPDATE frozen SET content = $1, content_hash = $2 WHERE id_hash = $3", ALLOWED, `${sha256(ALLOWED)}.${sha256(ALLOWED)}`, sha256(forged.id));
    for (const { id } of [flipped, swapped, forged]) expect(await openAt(database, id)).toEqual({ kind: "damaged", why: "hash differs" });
    expect(await openAt(database, whole.id)).toMatchObject({ kind: "frozen" });
  });

  test("S27, F46: a document of a newer schema says so; one that is none is damaged", async () => {
    const database = await store();
    const newer = await make(database, making({ content: JSON.stringify({ ...JSON.parse(BLOCKED) as object, schema: 2, more: true }) }));
    const none = await make(database, making({ content: "{}" }));
    expect(await openAt(database, newer.id)).toEqual({ kind: "newer", schema: 2 });
    expect(await openAt(database, none.id)).toEqual({ kind: "damaged", why: "it is no snapshot" });
  });

  test("what ended more than a week ago is deleted, and nothing else", async () => {
    const database = await store();
    const kept = await make(database, making({ request: requested({ expiry: "kept", reason: "r" }) }));
    const ended = await make(database, making({ request: requested({ expiry: "24h" }) }));
    const revoked = await make(database, making({ request: requested({ expiry: "kept", reason: "r" }) }));
    await revoke(database, revoked.summary.name, { viewer, now: NOW });
    const left = async (now: number): Promise<number> => {
      await prune(database, now);
      return (await database.query("SELECT name FROM frozen")).length;
    };
    expect([await left(NOW + 7 * DAY), await left(NOW + 7 * DAY + 1), await left(NOW + 8 * DAY + 1)]).toEqual([3, 2, 1]);
    expect(await openAt(database, kept.id)).toMatchObject({ kind: "frozen" });
    expect(await openAt(database, ended.id, NOW)).toEqual({ kind: "absent" });
  });

  test("the list has the newest first, and only what can be opened", async () => {
    const database = await store();
    await make(database, making({ request: requested({ expiry: "24h" }) }));
    await make(database, making({ title: "later", now: NOW + 1_000 }));
    const titles = async (now: number): Promise<readonly string[]> => (await list(database, { viewer, now })).map(({ title }) => title);
    expect(await titles(NOW + 2_000)).toEqual(["later", "Blocked by default deny"]);
    expect(await titles(NOW + DAY)).toEqual(["later"]);
  });
});

describe("S21: what is no id is not looked for", () => {
  const whole = "A".repeat(43);
  const bad = [":key", ":id", "%3Akey", "../", "..%2f", "", whole.slice(1), `${whole}A`, `${whole.slice(1)}=`, `${whole.slice(1)}+`, `${whole.slice(1)}/`, `${whole.slice(1)} `, `${whole}\n`, "%".repeat(43), "_".repeat(42), "' OR 1=1 --".padEnd(43), "[object Object]", "a,b"];
  const asked = async (ids: Iterable<string>): Promise<{ readonly answers: ReadonlySet<string>; readonly calls: number }> => {
    const database = new CountingDatabase({ kind: "sqlite", durable: true, query: async () => [], transaction: async () => Promise.reject(new Error("nothing is written")), close: async () => undefined });
    const answers = new Set<string>();
    for (const id of ids) answers.add(JSON.stringify(await open(database, id, { viewer, now: NOW })));
    return { answers, calls: database.calls.length };
  };

  test("in no call of the store", async () => expect(await asked(bad)).toEqual({ answers: new Set(['{"kind":"absent"}']), calls: 0 }));

  test("100,000 random ids open nothing, by one call each", async () => {
    const ids = Array.from({ length: 100_000 }, () => randomBytes(32).toString("base64url"));
    expect(await asked(ids)).toEqual({ answers: new Set(['{"kind":"absent"}']), calls: 100_000 });
  });

  test("another case is another id", async () => {
    const database = opened(await emptyStore("sqlite"));
    const { id } = await make(database, making());
    const swapped = [...id].map((sign) => (sign === sign.toUpperCase() ? sign.toLowerCase() : sign.toUpperCase())).join("");
    expect(await open(database, swapped, { viewer, now: NOW })).toEqual({ kind: "absent" });
  });
});
