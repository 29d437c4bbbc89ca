import { expect, test } from "vitest";
import { VirtualTime } from "#apiserver/virtualtime.ts";
import { Child } from "./child.fixture.ts";
import { hasEnded, holderName } from "./holder.ts";
import { Lease } from "./lease.ts";
import { STORE_KINDS, emptyStore, opened } from "./stores.fixture.ts";

test("every holder has a name of its own, and one that runs has not ended", () => {
  const [one, other] = [holderName(), holderName()];
  expect(one).not.toBe(other);
  expect([one, other].map(hasEnded)).toEqual([false, false]);
});

test.each(STORE_KINDS)("%s: the lease of a process that was killed is free at once for who can see that it is gone", async (kind) => {
  const wish = await emptyStore(kind);
  const child = new Child("holder.process.ts", [JSON.stringify(wish), "history"]);
  const line = (await child.line()) ?? child.errors;
  const holder = line.replace(/^true /, "");
  expect([line, hasEnded(holder)]).toEqual([`true ${holder}`, false]);
  const next = new Lease(opened(wish), "history", holderName(), new VirtualTime());
  expect(await next.beat()).toBe(false);
  await child.kill();
  expect(hasEnded(holder)).toBe(true);
  expect(await next.beat()).toBe(true);
});

test("of a process somewhere else nobody knows", async () => {
  const wish = await emptyStore("sqlite");
  const child = new Child("holder.process.ts", [JSON.stringify(wish), "history"]);
  const holder = ((await child.line()) ?? "").replace("true ", "");
  await child.kill();
  expect(hasEnded(holder)).toBe(true);
  expect([`elsewhere ${holder}`, "a name", "", "/1/", "x/0/y"].map(hasEnded)).toEqual([false, false, false, false, false]);
});
