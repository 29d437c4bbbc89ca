import { beforeEach, describe, expect, test } from "vitest";
import { Script } from "./ask.fixture.ts";
import { AnswerKeeper } from "./keeper.ts";
import { VirtualTime } from "#apiserver/virtualtime.ts";

const HOST = "api.example.com";

let time: VirtualTime;
let resolver: Script;
let keeper: AnswerKeeper;
beforeEach(() => {
  time = new VirtualTime(Date.UTC(2026, 3, 16, 2, 13));
  resolver = new Script(time, { [HOST]: "203.0.113.4" });
  keeper = new AnswerKeeper(resolver.ask, time);
});

describe("an answer is kept", () => {
  test.each([
    { name: "for its TTL", ttl: 60, says: "203.0.113.4", seconds: 60 },
    { name: "for five seconds at least", ttl: 0, says: "203.0.113.4", seconds: 5 },
    { name: "for an hour at most", ttl: 86_400, says: "203.0.113.4", seconds: 3_600 },
    { name: "for thirty seconds where there is no such name", ttl: 86_400, says: "no-such-name", seconds: 30 },
    { name: "for thirty seconds where nobody answered", ttl: 86_400, says: "no-answer", seconds: 30 },
  ])("$name", async ({ ttl, says, seconds }) => {
    resolver.ttl = ttl;
    resolver.says.set(HOST, says);
    await keeper.lookUp(HOST);
    await time.advance(seconds * 1000 - 1);
    await keeper.lookUp(HOST);
    expect(resolver.asked).toEqual([HOST]);
    await time.advance(1);
    await keeper.lookUp(HOST);
    expect(resolver.asked).toEqual([HOST, HOST]);
  });
});

test("an answer that lacks one family is kept no longer than none", async () => {
  const ask = new AnswerKeeper(async (host) => {
    const { lookedUp } = await resolver.ask(host);
    return { lookedUp: { ...lookedUp, untold: { family: 6, why: "server-failed" } }, ttl: 600 };
  }, time);
  await ask.lookUp(HOST);
  await time.advance(30_000);
  await ask.lookUp(HOST);
  expect(resolver.asked).toHaveLength(2);
});

test("a name is asked for once at a time, whoever wants it", async () => {
  resolver.takes = 1_000;
  const [first, second] = [keeper.lookUp(HOST), keeper.lookUp(HOST)];
  await time.advance(1_000);
  expect(await first).toBe(await second);
  expect(resolver.asked).toEqual([HOST]);
});

test("of more names than are kept, the oldest answer goes first", async () => {
  await keeper.lookUp(HOST);
  for (let i = 0; i < 1_999; i++) await keeper.lookUp(`${i}.example`);
  await keeper.lookUp(HOST);
  expect(resolver.asked.filter((host) => host === HOST)).toHaveLength(1);
  await keeper.lookUp("one.more.example");
  await keeper.lookUp(HOST);
  expect(resolver.asked.filter((host) => host === HOST)).toHaveLength(2);
});
