import { describe, expect, test } from "vitest";
import { Child } from "./child.fixture.ts";
import { whatIsKept } from "./pairs.fixture.ts";
import { STORE_KINDS, emptyStore, opened } from "./stores.fixture.ts";

/** `WHYDROP_KILLS=500` for as many cycles as somebody wants to wait for. */
const KILLS = Number(process.env["WHYDROP_KILLS"] ?? 20);
const LIMIT_MS = 60_000 + KILLS * 20_000;
/** A cycle ends after so many acknowledged pairs; the writer is by then somewhere in the next. */
const MOST_PAIRS = 12;

describe.each(STORE_KINDS)("%s", (kind) => {
  test(`of writers killed in mid-write nothing acknowledged is lost, and nothing is half there (${String(KILLS)} times)`, async () => {
    const wish = await emptyStore(kind);
    const acknowledged: string[] = [];
    for (let cycle = 0; cycle < KILLS; cycle++) {
      const writer = new Child("writer.process.ts", [JSON.stringify(wish), String(cycle)]);
      for (let pairs = (cycle % MOST_PAIRS) + 1; pairs > 0; pairs--) acknowledged.push((await writer.line()) ?? `nothing: ${writer.errors}`);
      await writer.kill();
      acknowledged.push(...(await writer.lines()));
      const database = opened(wish);
      expect(await whatIsKept(database, acknowledged), `cycle ${String(cycle)}`).toEqual({ lost: [], half: [] });
      if (kind === "sqlite") expect(await database.query("PRAGMA integrity_check")).toEqual([{ integrity_check: "ok" }]);
      await database.close();
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(KILLS);
  }, LIMIT_MS);
});
