import { expect, test } from "vitest";
import { secretOf } from "./secret.ts";
import { STORE_KINDS, emptyStore, opened } from "./stores.fixture.ts";

test.each(STORE_KINDS)("%s: all that share a store have the same secret, one for each name", async (kind) => {
  const wish = await emptyStore(kind);
  const [here, there] = [opened(wish), opened(wish)];
  const asked = await Promise.all([here, there, here, there].map((database) => secretOf(database, "links")));
  expect(new Set(asked.map((secret) => secret.toString("hex"))).size).toBe(1);
  expect(asked[0]).toHaveLength(32);
  expect(await secretOf(here, "sessions")).not.toEqual(asked[0]);
});
